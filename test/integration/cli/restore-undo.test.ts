import { existsSync, readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createWorldWithPlan } from './world.ts';

interface Result {
  readonly restoreId: string;
  readonly undoOf: string | null;
  readonly deleted: number;
}

test('a restore is taken back by its run, after a dry run and with the phrase', async () => {
  const world = await createWorldWithPlan();
  const at = (name: string) => join(world.source, name);
  world.write('a', 'old');
  world.write('b', 'old');
  await world.json(['backup', 'Home']);
  world.write('a', 'mine');
  unlinkSync(at('b'));
  const refused = await world.json<{ phrase: string }>(['restore', 'latest', '--in-place'], 14);
  const done = await world.json<Result>(['restore', 'latest', '--in-place', '--confirm', refused.phrase]);
  expect(readFileSync(at('a'), 'utf8')).toBe('old');

  const run = done.restoreId.slice(0, 8);
  const dry = await world.json<{ delete: { path: string }[]; overwrite: { path: string }[]; phrase: string }>([
    ...['restore', 'undo', run, '--dry-run'],
  ]);
  expect([dry.delete, dry.overwrite].map((list) => list.map(({ path }) => path))).toEqual([[at('b')], [at('a')]]);
  expect(existsSync(at('b'))).toBe(true);
  expect(await world.json(['restore', 'undo', run], 14)).toMatchObject({ phrase: 'delete 1' });
  const undone = await world.json<Result>(['restore', 'undo', run, '--confirm', dry.phrase]);
  expect(undone).toMatchObject({ undoOf: done.restoreId, deleted: 1 });
  expect([readFileSync(at('a'), 'utf8'), existsSync(at('b'))]).toEqual(['mine', false]);
  expect(await world.json(['restore', 'undo', run], 2)).toMatchObject({ code: 'not-undoable' });
  expect(await world.json(['restore', 'finish', run], 2)).toMatchObject({ code: 'not-finishable' });
  expect(await world.json(['restore', 'undo', 'ffffffff'], 10)).toMatchObject({ code: 'run-not-found' });
});

test('a restore is taken back by its safety copy where its home was lost', async () => {
  const world = await createWorldWithPlan();
  const at = (name: string) => join(world.source, name);
  for (const name of ['a', 'b', 'c']) world.write(name, 'old');
  await world.json(['backup', 'Home']);
  world.write('a', 'mine');
  for (const name of ['b', 'c']) unlinkSync(at(name));
  const { phrase } = await world.json<{ phrase: string }>(['restore', 'latest', '--in-place'], 14);
  const done = await world.json<Result>(['restore', 'latest', '--in-place', '--confirm', phrase]);
  world.write('c', 'later');

  const anew = ['--home', join(world.folder, 'other-home')];
  await world.json([...anew, 'connect', world.repository]);
  const listed = await world.json<readonly { name: string; kind: string }[]>([...anew, 'snapshots']);
  const safety = `Home/${listed.find(({ kind }) => kind === 'safety')?.name}`;
  const dry = await world.run(...anew, 'restore', 'undo', safety, '--dry-run');
  expect(dry.stdout).toContain(`${at('c')}  (it changed after the restore)`);
  const undo = [...anew, 'restore', 'undo', safety];
  expect(await world.json(undo, 14)).toMatchObject({ phrase: 'delete 1' });
  expect(await world.json<Result>([...undo, '--confirm', 'delete 1'], 3)).toMatchObject({
    undoOf: done.restoreId,
    deleted: 1,
  });
  expect([readFileSync(at('a'), 'utf8'), existsSync(at('b')), readFileSync(at('c'), 'utf8')]).toEqual([
    ...['mine', false, 'later'],
  ]);
  expect(await world.json([...undo, '--dry-run'], 2)).toMatchObject({ code: 'not-undoable' });
});
