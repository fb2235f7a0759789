import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createWorldWithPlan, type World } from './world.ts';

/** Puts a program named rsync before the real one on the path; gives the environment. */
function withRsync(world: World, script: string): NodeJS.ProcessEnv {
  const bin = join(world.folder, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'rsync'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, 'rsync'), 0o755);
  return { PATH: `${bin}:${process.env.PATH}` };
}

const backUp = (world: World, environment: NodeJS.ProcessEnv) =>
  world.start(['backup', '--json'], { environment }).ended.then(({ exit, stdout }) => {
    const last = stdout.trimEnd().split('\n').at(-1) ?? '';
    return { exit, code: JSON.parse(last).code, outcome: JSON.parse(last).outcome };
  });

/** Copies that lie in the repository, as paths of the source have it. */
const copied = (world: World) =>
  readdirSync(world.repository, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('letter.txt'));

test('with nothing changed no rsync is started', async () => {
  const world = await createWorldWithPlan();
  const calls = join(world.folder, 'calls');
  const environment = withRsync(world, `echo "$1" >> ${calls}\nPATH="\${PATH#*:}" exec rsync "$@"`);
  expect(await backUp(world, environment)).toMatchObject({ exit: 0 });
  expect(readFileSync(calls, 'utf8')).toContain('--version');
  // What changed just before would be doubted, and looked at closer.
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect(await backUp(world, environment)).toMatchObject({ exit: 0 });
  rmSync(calls);
  expect(await backUp(world, environment)).toMatchObject({ exit: 0 });
  expect(existsSync(calls)).toBe(false);
});

test('15: without any rsync that is told at once, and of one that is too old before anything is made', async () => {
  const world = await createWorldWithPlan();
  const empty = join(world.folder, 'empty');
  mkdirSync(empty);
  expect(await backUp(world, { PATH: empty })).toEqual({ exit: 15, code: 'program-missing', outcome: undefined });
  const old = { PATH: withRsync(world, 'echo "rsync  version 2.6.9  protocol version 29"').PATH?.split(':')[0] };
  expect(await backUp(world, old)).toEqual({ exit: 15, code: 'program-too-old', outcome: undefined });
  expect(copied(world)).toEqual([]);
  expect(await backUp(world, {})).toMatchObject({ exit: 0 });
  expect(copied(world)).toHaveLength(1);
});
