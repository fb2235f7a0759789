import fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PlanStatus } from '#shared/domain/plan.ts';
import type { RunDetail } from '#shared/domain/run.ts';
import { createWorldWithPlan } from './world.ts';

test('a plan’s commands are given, listed, changed and agreed to; runs tell what became of them', async () => {
  const world = await createWorldWithPlan();
  const mark = join(world.folder, 'mark');
  const edited = await world.run(
    ...['plan', 'edit', 'Home', '--hook', `before,stop,timeout=90s=test -e '${mark}'`],
    ...['--add-hook', 'always=echo "$HOLDFAST_OUTCOME"'],
  );
  expect(edited.stdout).toMatch(/Commands +before a backup, which it stops by failing, for up to 90 s: test -e '/);
  expect(edited.stdout).toMatch(/\n +after every run, for up to 5 min: echo "\$HOLDFAST_OUTCOME"\n/);
  world.write('diary', 'today');

  const failed = await world.run('backup');
  expect(failed).toMatchObject({
    exit: 1,
    stderr: expect.stringContaining('(exit status 1), so nothing was backed up'),
  });
  fs.writeFileSync(mark, '');
  expect((await world.run('backup')).exit).toBe(0);
  const [last] = await world.json<RunDetail[]>(['runs', '--plan', 'Home']);
  const shown = (await world.run('run', 'show', last?.id ?? '')).stdout;
  expect(shown).toMatch(/Commands +before: test -e '.*' \(exit status 0 after .*\)\n +always: echo/);
  expect((await world.run('run', 'log', last?.id ?? '')).stdout).toMatch(/ {2}\| succeeded\n.*exit status 0/);

  expect(await world.run('plan', 'edit', 'Home', '--add-hook', 'later=true')).toMatchObject({
    ...{ exit: 2, stderr: expect.stringContaining('--hook takes when') },
  });
  const { plan } = await world.json<PlanStatus>(['plan', 'edit', 'Home', '--remove-hook', '1']);
  expect(plan.hooks.map(({ when, agreed }) => [when, agreed])).toEqual([['always', true]]);

  world.write('diary', 'tomorrow');
  await world.json(['backup']);
  await world.json(['plan', 'remove', 'Home']);
  await world.json(['connect', world.repository]);
  const found = (await world.run('plan', 'show', 'Home')).stdout;
  expect(found).toMatch(/Commands +after every run, for up to 5 min, not agreed to on this computer, so not run: echo/);
  expect(found).toContain('To agree: holdfast plan edit Home --agree-hooks');
  expect(await world.run('backup')).toMatchObject({ exit: 3 });
  await world.json(['plan', 'edit', 'Home', '--agree-hooks']);
  expect((await world.run('backup')).exit).toBe(0);
  expect((await world.json<PlanStatus>(['plan', 'edit', 'Home', '--no-hook'])).plan.hooks).toEqual([]);
});
