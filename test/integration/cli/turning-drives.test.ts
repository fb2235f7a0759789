import { renameSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { createWorldWithPlan } from './world.ts';

test('drives take turns: added, backed up to, told, and taken out', async () => {
  const world = await createWorldWithPlan();
  const blue = `${world.folder}/blue`;
  await world.json(['init', blue]);
  expect((await world.run('plan', 'edit', 'Home', '--add-repository', 'green')).exit).toBe(10);
  const edited = await world.run('plan', 'edit', 'Home', '--add-repository', 'blue');
  expect(edited.stdout).toMatch(/Repositories +.*\/repository: no good backup yet, 0 snapshots\n +.*\/blue: no good/);

  world.write('diary', 'one');
  expect((await world.run('backup', 'Home', '--to', 'blue')).exit).toBe(0);
  world.write('diary', 'two');
  await world.json(['backup', 'Home']);
  const table = (await world.run('snapshots')).stdout;
  expect(table).toMatch(/Repository[\s\S]*\/repository [\s\S]*\/blue /);
  expect((await world.run('history', `${world.source}/diary`)).stdout).toContain('Repository');

  renameSync(blue, `${blue} away`);
  expect((await world.run('plan', 'show', 'Home')).stdout).toMatch(/\/blue: last good .*, 1 snapshot, not there now/);
  expect(await world.run('backup', 'Home', '--to', 'blue')).toMatchObject({ exit: 12 });
  renameSync(`${blue} away`, blue);

  const left = await world.run('plan', 'edit', 'Home', '--remove-repository', 'blue');
  expect(left.stdout).toMatch(/\/blue: last good .*, 1 snapshot, gets no more backups/);
  expect(await world.run('backup', 'Home', '--to', 'blue')).toMatchObject({ exit: 2 });
  expect((await world.run('plan', 'edit', 'Home', '--remove-repository', 'blue')).stderr).toContain('not backed up to');
  expect(await world.json<Snapshot[]>(['snapshots'])).toHaveLength(2);
});
