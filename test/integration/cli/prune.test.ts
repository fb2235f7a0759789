import { expect, test } from 'vitest';
import type { PlanStatus } from '#shared/domain/plan.ts';
import type { RetentionPreview } from '#shared/domain/retention.ts';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { createWorldWithPlan } from './world.ts';

test('a plan says what it keeps, a dry run explains it, and prune deletes the rest', async () => {
  const world = await createWorldWithPlan();
  const { plan } = await world.json<PlanStatus>(['plan', 'show', 'Home']);
  expect(plan.keep).toEqual({ last: 3, withinDays: 1, hourly: 8, daily: 7, weekly: 4, monthly: 12, yearly: 3 });
  for (const text of ['one', 'two', 'three']) {
    world.write('diary', text);
    await world.json(['backup']);
  }
  const made = await world.json<Snapshot[]>(['snapshots', '--plan', 'Home']);
  expect(made).toHaveLength(3);
  expect(made.every(({ expiresAt }) => expiresAt !== null)).toBe(true);
  expect((await world.run('snapshots')).stdout).toContain('Expires');

  const refused = await world.run('plan', 'edit', 'Home', '--keep', 'last=0');
  expect(refused).toMatchObject({ exit: 2, stderr: expect.stringContaining('This policy keeps nothing.') });
  expect((await world.run('plan', 'edit', 'Home', '--keep', 'nightly=3')).exit).toBe(2);
  expect((await world.run('plan', 'edit', 'Home', '--time-zone', 'Mars/Base')).exit).toBe(2);
  const edited = await world.run('plan', 'edit', 'Home', '--keep', 'last=1', '--time-zone', 'Europe/Berlin');
  expect(edited.stdout).toMatch(/Keeps +the last 1 \(Europe\/Berlin\)/);

  const dry = await world.run('prune', '--dry-run', '--explain');
  expect(dry.exit).toBe(0);
  expect(dry.stdout).toContain('It keeps fewer snapshots than are made in a day');
  expect(dry.stdout).toMatch(/stays .* last good copy, number 1 of the last 1\n/);
  expect(dry.stdout).toContain('2 snapshots would go, 1 snapshot would stay.');
  const [told] = await world.json<(RetentionPreview & { kept: number; remove: unknown[] })[]>([
    ...['prune', '--plan', 'Home', '--dry-run', '--explain'],
  ]);
  expect(told).toMatchObject({ planName: 'Home', kept: 1, frozen: null, timeZone: 'Europe/Berlin' });
  expect([told?.remove, told?.snapshots].map((list) => list?.length)).toEqual([2, 3]);
  expect(await world.json<Snapshot[]>(['snapshots'])).toHaveLength(3);

  expect(await world.json(['prune'])).toMatchObject({ type: 'result', outcome: 'succeeded', kept: 1 });
  expect((await world.json<Snapshot[]>(['snapshots'])).map(({ id }) => id)).toEqual([made[0]?.id]);
  expect((await world.run('prune', '--plan', 'Home')).stdout).toBe('“Home”: nothing to delete.\n');
  expect((await world.run('audit', '--action', 'prune')).stdout).toContain('no longer kept');

  await world.json(['plan', 'edit', 'Home', '--keep', 'all']);
  expect((await world.run('prune', '--dry-run')).stdout).toContain('“Home” keeps every snapshot.');
  expect((await world.run('prune', '--plan', 'Nobody')).exit).toBe(10);
});
