import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createGatedRsync, createWorldWithPlan } from './world.ts';

async function untilThere(path: string): Promise<void> {
  while (!existsSync(path)) await delay(20);
}

test('Ctrl-C in a terminal cancels the run: 130, and the next one does it all', async () => {
  const world = await createWorldWithPlan();
  const rsync = createGatedRsync(world.folder);
  const started = world.start(['backup', '--json'], { environment: rsync.environment, detached: true });
  await untilThere(rsync.waiting);
  // The whole group gets the signal, rsync too.
  process.kill(-(started.process.pid ?? Number.NaN), 'SIGINT');
  const { exit, stdout } = await started.ended;
  expect(exit).toBe(130);
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.at(-2)).toMatchObject({ type: 'result', outcome: 'cancelled', snapshot: null });
  expect(lines.at(-1)).toMatchObject({ type: 'error', code: 'cancelled' });
  const [run] = await world.json<{ outcome: string }[] & Record<string, never>>(['runs']);
  expect(run?.outcome).toBe('cancelled');
  expect(await world.json(['backup'])).toMatchObject({ outcome: 'succeeded', files: { added: 1 } });
});

test('SIGTERM to the process alone cancels too', async () => {
  const world = await createWorldWithPlan();
  const rsync = createGatedRsync(world.folder);
  const started = world.start(['backup'], { environment: rsync.environment });
  await untilThere(rsync.waiting);
  started.process.kill('SIGTERM');
  const { exit, stderr } = await started.ended;
  expect(exit).toBe(130);
  expect(stderr).toContain('Cancelled.');
});

test('a second Ctrl-C ends at once, and nothing stands in the way of the next run', async () => {
  const world = await createWorldWithPlan();
  const rsync = createGatedRsync(world.folder);
  const started = world.start(['backup'], { environment: rsync.environment });
  await untilThere(rsync.waiting);
  started.process.kill('SIGINT');
  started.process.kill('SIGINT');
  expect((await started.ended).exit).toBe(130);
  expect(await world.json(['backup'])).toMatchObject({ outcome: 'succeeded' });
});

test('a reader that stops reading is no failure', async () => {
  const world = await createWorldWithPlan();
  for (let at = 0; at < 300; at += 1) world.write(`${'long name '.repeat(20)}${at}`, '');
  await world.json(['backup']);
  const listing = world.start(['ls', 'latest']);
  listing.process.stdout?.destroy();
  const { exit, stderr } = await listing.ended;
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
});
