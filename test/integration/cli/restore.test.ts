import fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createWorld } from './world.ts';

interface Item {
  readonly path: string;
  readonly newer?: boolean;
}

test('what is restored, where to and what may happen to what is there, on the command line', async () => {
  const world = createWorld();
  const at = (name: string) => join(world.source, name);
  for (const name of ['letter.txt', 'note.md', 'gone.txt']) fs.writeFileSync(at(name), name);
  await world.json(['init', world.repository]);
  await world.json(['plan', 'add', 'Papers', '--repository', world.repository, '--folder', world.source]);
  await world.json(['backup', 'Papers']);
  fs.rmSync(at('gone.txt'));
  fs.writeFileSync(at('letter.txt'), 'mine');
  fs.chmodSync(at('note.md'), 0o600);
  const later = new Date(Date.now() + 3_600_000);
  fs.utimesSync(at('letter.txt'), later, later);

  const planned = (...words: readonly string[]) =>
    world.json<Record<'create' | 'beside' | 'overwrite' | 'attributes', readonly Item[]>>([
      ...['restore', 'latest', '--path', world.source, ...words, '--dry-run'],
    ]);
  expect(await planned('--in-place')).toMatchObject({
    create: [{ path: at('gone.txt'), source: at('gone.txt') }],
    beside: [],
    overwrite: [{ path: at('letter.txt'), newer: true }],
    attributes: [{ path: at('note.md') }],
    ...{ delete: [], phrase: 'overwrite 1', keptNewer: 0 },
  });
  expect(await planned('--in-place', '--conflicts', 'keep-newer', '--match', '*.txt')).toMatchObject({
    ...{ create: [{ path: at('gone.txt') }], overwrite: [], attributes: [], keptNewer: 1, phrase: null },
  });
  expect(await planned('--in-place', '--missing-only')).toMatchObject({ overwrite: [], attributes: [] });
  const human = await world.run('restore', 'latest', '--path', world.source, '--in-place', '--dry-run');
  expect(human.stdout).toContain('(newer than the snapshot)');
  expect(human.stdout).toContain('This restore overwrites 1 entry modified later than the snapshot’s.');

  const beside = ['restore', 'latest', '--path', at('letter.txt'), '--suffix'];
  expect(await world.json(beside)).toMatchObject({ type: 'result', beside: 1, overwritten: 0 });
  const made = fs.readdirSync(world.source).find((name) => /^letter \(as of \d{4}-\d\d-\d\d\)\.txt$/.test(name));
  expect(made && fs.readFileSync(at(made), 'utf8')).toBe('letter.txt');
  expect(fs.readFileSync(at('letter.txt'), 'utf8')).toBe('mine');

  for (const wrong of [
    ['--in-place', '--suffix'],
    ['--in-place', '--conflicts', 'ask'],
    ['--in-place', '--on-damage', 'ignore'],
    ['--in-place', '--newer-than', 'soon'],
    ['--in-place', '--exact', '--missing-only'],
  ]) {
    expect(await world.json(['restore', 'latest', ...wrong], 2)).toMatchObject({ code: 'invalid-input' });
  }
}, 120_000);
