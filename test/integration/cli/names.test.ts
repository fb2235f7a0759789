import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createWorldWithPlan, entry } from './world.ts';

test('names of any bytes: shown so that a shell reads them back, given as bytes, told as path text', async () => {
  const world = await createWorldWithPlan();
  const name = Buffer.concat([Buffer.from("it's caf"), Buffer.from([0xe9]), Buffer.from('\n\x1b[2J')]);
  writeFileSync(Buffer.concat([Buffer.from(`${world.source}/`), name]), 'odd\n');
  await world.json(['backup']);

  const { stdout } = await world.run('find', 'caf');
  const shown = /\$'.*'/.exec(stdout)?.[0] ?? '';
  expect(shown).toBe(`$'${world.source}/it\\'s caf\\xe9\\n\\x1b[2J'`);
  const pasted = `'${process.execPath}' '${entry}' --home '${world.home}' cat latest ${shown}`;
  expect(execFileSync('bash', ['--norc', '-c', pasted], { encoding: 'utf8' })).toBe('odd\n');

  const [found] = await world.json<{ path: string }[] & Record<string, never>>(['find', 'caf']);
  expect(found?.path).toBe(`${world.source}/it's caf\uf7e9\n\x1b[2J`);
  expect((await world.run('cat', 'latest', found?.path ?? '')).stdout).toBe('odd\n');
  expect((await world.run('restore', 'latest', '--path', found?.path ?? '', '--to', 'back')).exit).toBe(0);
});
