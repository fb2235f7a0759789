import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { PlanStatus } from '#shared/domain/plan.ts';
import type { Storage } from '#shared/domain/storage.ts';
import type { UnusualChange, UnusualDetails } from '#shared/domain/unusual.ts';
import { createWorldWithPlan } from './world.ts';

test('an unusual change is shown, and answered; storage tells what there is', async () => {
  const world = await createWorldWithPlan();
  for (let at = 0; at < 550; at += 1) world.write(`note ${at}`, `note ${at}\n`.repeat(100));
  await world.json(['backup']);
  expect((await world.run('changes')).stdout).toBe('No unusual change waits for an answer.\n');
  expect(await world.json(['changes', 'Home'])).toBeNull();
  for (let at = 0; at < 550; at += 1) fs.writeFileSync(path.join(world.source, `note ${at}`), crypto.randomBytes(900));
  const backup = await world.run('backup');
  expect(backup.exit).toBe(3);
  expect(backup.stdout + backup.stderr).toMatch(/550 of 55\d files/);

  expect((await world.run('plan', 'list')).stdout).toContain('unusual change');
  expect((await world.run('plan', 'show', 'Home')).stdout).toContain('see “holdfast changes Home”');
  const list = await world.run('changes');
  expect(list).toMatchObject({ exit: 3, stdout: expect.stringContaining('“Home”: 550 of 55') });
  const shown = await world.run('changes', 'Home');
  expect(shown.stdout).toContain('550 files changed, 0 gone, 0 new');
  expect(shown.stdout).toContain('Of 64 files that were looked into, 64 look encrypted or compressed');
  expect(shown.stdout).toContain('holdfast changes Home --confirm');
  const details = await world.json<UnusualDetails>(['changes', 'Home'], 3);
  expect(details).toMatchObject({ changed: 550, change: { planName: 'Home' } });
  expect(await world.json<UnusualChange[]>(['changes'], 3)).toEqual([details.change]);
  expect((await world.run('prune', '--dry-run')).stdout).toContain('far more changed than is usual');

  expect((await world.run('changes', '--confirm')).exit).toBe(2);
  expect((await world.run('changes', 'Home', '--confirm', '--restored')).exit).toBe(2);
  expect(await world.json(['changes', 'Home', '--confirm'])).toMatchObject({ outcome: 'succeeded', answer: 'mine' });
  expect((await world.run('changes', 'Home', '--confirm')).exit).toBe(10);
  expect((await world.json<PlanStatus>(['plan', 'show', 'Home'])).unusual).toBeNull();
  expect((await world.run('audit')).stdout).toContain('answered an unusual change');

  const { repositories } = await world.json<Storage>(['storage']);
  expect(repositories[0]).toMatchObject({ forecast: null, plans: [{ planName: 'Home', snapshots: 2 }] });
  expect((await world.run('storage', '--trend')).stdout).toMatch(/Day +Free +Taken by plans\n +20/);
  expect((await world.run('storage', 'latest')).stdout).toMatch(/^Its own: .*\nShared with other snapshots: /);
  expect(await world.json(['storage', 'Home/latest'])).toMatchObject({ uniqueFiles: expect.any(Number) });
  expect((await world.run('storage', 'nothing')).exit).toBe(10);
});
