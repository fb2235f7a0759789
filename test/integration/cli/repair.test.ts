import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorldWithPlan, type World } from './world.ts';

interface Told {
  readonly id: string;
  readonly name: string;
  readonly path: string;
}

/** Two snapshots that share the copy of `letter.txt`; gives the newer one. */
async function backUpTwice(world: World): Promise<Told> {
  await world.json(['backup']);
  world.write('other.txt', 'x');
  await world.json(['backup']);
  const [newest] = await world.json<Told[]>(['snapshots']);
  if (!newest) throw new Error('there is no snapshot');
  return newest;
}

const copyIn = (world: World, { path }: Told, name: string) => join(path, 'files', world.source, name);

describe('damage', () => {
  let world: World;
  let newest: Told;
  let letter: string;
  beforeAll(async () => {
    world = await createWorldWithPlan({ forTest: false });
    newest = await backUpTwice(world);
    letter = join(world.source, 'letter.txt');
    writeFileSync(copyIn(world, newest, 'letter.txt'), 'FIRST\n');
  });
  afterAll(() => world.destroy());

  test('is found with the snapshots that share it, and names the next step', async () => {
    const verified = await world.run('verify', 'latest');
    expect(verified.exit).toBe(13);
    expect(verified.stdout).toMatch(/^damaged .*letter\.txt {2}\(its content has changed; also in /m);
    expect(verified.stderr).toContain(`holdfast repair ${newest.name}`);
  });

  test('is marked among the snapshots and in what they hold', async () => {
    expect((await world.run('snapshots')).stdout.match(/1 damaged/g)).toHaveLength(2);
    const listed = await world.run('ls', 'latest');
    expect(listed.stdout).toMatch(/letter\.txt {2}\(damaged\)$/m);
    expect(listed.stdout).toMatch(/other\.txt$/m);
    expect(listed.stderr).toContain('holds 1 damaged or missing file');
    expect(await world.json(['ls', 'latest', letter])).toMatchObject([{ path: letter, damaged: true }]);
    expect((await world.run('history', letter)).stdout).toContain(`damaged in ${newest.name}, `);
  });

  test('is marked in differences, plans and dry runs, and written out only with a word and 13', async () => {
    const [, older] = await world.json<Told[]>(['snapshots']);
    expect((await world.run('diff', older?.id ?? '', 'latest')).stderr).toContain('holds 1 damaged or missing file');
    expect((await world.run('plan', 'list')).stdout).toContain('2 snapshots damaged');
    const preview = await world.run('restore', 'latest', '--to', join(world.folder, 'back'), '--dry-run');
    expect(preview.stdout).toMatch(/letter\.txt {2}\(damaged in the snapshot\)$/m);
    expect(preview.stderr).toContain('holds 1 damaged or missing file');
    const read = await world.run('cat', 'latest', letter);
    expect(read).toMatchObject({ exit: 13, stdout: 'FIRST\n' });
    expect(read.stderr).toContain('is damaged in the snapshot');
  });

  test('that can’t be repaired is told with its next step, and 13', async () => {
    world.write('letter.txt', 'second');
    const left = await world.run('repair', '--plan', 'Home');
    expect(left.exit).toBe(13);
    expect(left.stdout).toMatch(/^left .*letter\.txt.*\(.*the source has changed since; back up again to keep what/m);
    expect(left.stderr).toContain('1 damaged file could not be repaired');
    expect((await world.run('repair', 'latest', '--all')).exit).toBe(2);
  });

  test('is repaired once the content is found again; the dry run only tells', async () => {
    world.write('letter.txt', 'first\n');
    const dry = await world.json(['repair', 'latest', '--dry-run']);
    expect(dry).toMatchObject({ type: 'result', dryRun: true, repaired: 1, fromSource: 1, left: 0 });
    expect(readFileSync(copyIn(world, newest, 'letter.txt'), 'utf8')).toBe('FIRST\n');
    const repaired = await world.run('repair', '--all');
    expect(repaired).toMatchObject({ exit: 0, stderr: '' });
    expect(repaired.stdout).toMatch(/^repaired {2}.*letter\.txt {2}in .*\(from the source: /m);
    expect(repaired.stdout).toMatch(/^Repaired: 1 file repaired/m);
    expect(readFileSync(copyIn(world, newest, 'letter.txt'), 'utf8')).toBe('first\n');
  });

  test('is gone then; what was done is in the audit trail', async () => {
    expect((await world.run('verify', '--all')).exit).toBe(0);
    expect((await world.run('repair', '--all')).stdout).toContain('Nothing is known to be damaged.');
    const trail = await world.json<{ action: string; way: string }[]>(['audit', '--action', 'repair']);
    expect(trail.at(-1)).toMatchObject({ action: 'repair', way: 'command' });
  });
});

test('a snapshot whose lists are damaged is deleted by its name', async () => {
  const world = await createWorldWithPlan();
  const newest = await backUpTwice(world);
  appendFileSync(join(newest.path, 'METADATA.gz'), 'x');
  const rebuilt = await world.run('catalogue', 'rebuild');
  expect(rebuilt.stderr).toContain(`“holdfast delete ${newest.name}” removes it`);
  expect(await world.json<Told[]>(['snapshots'])).toHaveLength(1);
  const asked = await world.json(['delete', newest.name], 14);
  expect(asked).toMatchObject({ code: 'confirmation-needed', phrase: newest.name });
  expect((await world.run('delete', newest.name, '--confirm', newest.name)).exit).toBe(0);
  expect(readdirSync(join(newest.path, '..'))).toHaveLength(1);
  expect((await world.run('delete', newest.name)).exit).toBe(10);
});
