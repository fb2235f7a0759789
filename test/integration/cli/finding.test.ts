import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { deletedSchema, historyVersionSchema, textComparisonSchema } from '#shared/domain/finding.ts';
import { foundSchema } from '#shared/domain/snapshot.ts';
import { createWorldWithPlan, type World } from './world.ts';

/** Two backups between which a letter changed and a note went. */
describe('finding a file and its right version on the command line', () => {
  let world: World;
  const at = (...names: readonly string[]) => join(world.source, ...names);

  beforeAll(async () => {
    world = await createWorldWithPlan({ forTest: false });
    mkdirSync(at('docs'));
    writeFileSync(at('docs', 'note.txt'), 'a note\n');
    writeFileSync(at('docs', 'big.txt'), Buffer.alloc(5000));
    utimesSync(at('docs', 'big.txt'), 1, 1);
    await world.json(['backup', 'Home']);
    writeFileSync(at('letter.txt'), 'second\n');
    rmSync(at('docs', 'note.txt'));
    utimesSync(at('docs', 'big.txt'), 2, 2);
    await world.json(['backup', 'Home']);
  });
  afterAll(() => world.destroy());

  const find = async (...words: readonly string[]) =>
    z
      .array(foundSchema)
      .parse(await world.json(['find', ...words]))
      .map(({ name, current }) => `${name}${current ? '' : ' then'}`);

  test('find filters by size, time and whether it is still there', async () => {
    expect(await find('.txt', '--deleted')).toEqual(['note.txt then']);
    expect(await find('.txt', '--present')).toEqual(expect.not.arrayContaining(['note.txt then']));
    expect(await find('*.txt', '--min-size', '4K')).toEqual(['big.txt', 'big.txt then']);
    expect(await find('letter', '--max-size', '6')).toEqual(['letter.txt then']);
    expect(await find('.txt', '--until', '2001-01-01')).toEqual([]);
    expect(await find('note', '--since', '2001-01-01')).toEqual(['note.txt then']);
    expect((await world.run('find', 'x', '--deleted', '--present')).exit).toBe(2);
    expect((await world.run('find', 'x', '--since', 'yesterday')).exit).toBe(2);
    expect((await world.run('find', 'letter', '--min-size', '1G')).stderr).toContain('and the filters');
  });

  test('history tells which versions differ in content', async () => {
    const history = async (path: string) =>
      z
        .array(historyVersionSchema)
        .parse(await world.json(['history', path]))
        .map(({ differs }) => differs);
    expect(await history(at('letter.txt'))).toEqual([true, true]);
    expect(await history(at('docs', 'big.txt'))).toEqual([false, true]);
    expect((await world.run('history', at('docs', 'big.txt'))).stdout).toContain('same content as the next');
  });

  test('compare shows two versions, or one and the file now', async () => {
    const [, first = ''] = (await world.json<{ id: string }[]>(['snapshots'])).map(({ id }) => id);
    const { stdout } = await world.run('compare', first, at('letter.txt'), 'latest');
    expect(stdout).toMatch(/^--- .*\n\+\+\+ .*\n@@ -1,1 \+1,1 @@\n-first\n\+second\n$/);
    expect((await world.run('compare', 'latest', at('letter.txt'))).stdout).toMatch(/\nNo difference\.\n$/);
    const gone = await world.run('compare', first, at('docs', 'note.txt'));
    expect(gone).toMatchObject({ exit: 0, stdout: expect.stringContaining('it is not there') });
    const told = textComparisonSchema.parse(await world.json(['compare', first, at('letter.txt')]));
    expect(told).toMatchObject({ kind: 'text', added: 1, removed: 1 });
  });

  test('deleted says what is missing, and how to bring it back', async () => {
    const missing = z.array(deletedSchema).parse(await world.json(['deleted', world.source]));
    expect(missing.map(({ path }) => path)).toEqual([at('docs', 'note.txt')]);
    const { stdout, stderr } = await world.run('deleted', at('docs'), '--plan', 'Home');
    expect(stdout).toContain(at('docs', 'note.txt'));
    const command = /holdfast (restore .*)$/m.exec(stderr)?.[1]?.split(' ') ?? [];
    expect((await world.run(...command)).exit).toBe(0);
    expect(readFileSync(at('docs', 'note.txt'), 'utf8')).toBe('a note\n');
    expect((await world.run('deleted', at('docs'))).stderr).toContain('Nothing is missing');
  });

  test('open hands a read-only copy to the desktop, and says what to do without one', async () => {
    const bin = join(world.folder, 'bin');
    const temporary = join(world.folder, 'temporary');
    mkdirSync(bin);
    mkdirSync(temporary);
    writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\nprintf %s "$1" > ${join(bin, 'opened')}\n`);
    chmodSync(join(bin, 'xdg-open'), 0o755);
    const path = `${bin}:${process.env.PATH}`;
    const open = (environment: NodeJS.ProcessEnv) =>
      world.start(['open', 'latest', at('letter.txt')], {
        environment: { PATH: path, TMPDIR: temporary, DISPLAY: '', WAYLAND_DISPLAY: '', ...environment },
      }).ended;
    const headless = await open({});
    expect(headless).toMatchObject({ exit: 15, stderr: expect.stringContaining('holdfast cat') });
    expect(await open({ DISPLAY: ':7' })).toMatchObject({ exit: 0, stderr: '' });
    const copy = readFileSync(join(bin, 'opened'), 'utf8');
    expect(readFileSync(copy, 'utf8')).toBe('second\n');
    expect(statSync(copy).mode & 0o777).toBe(0o400);
    // A day later any command clears it away.
    utimesSync(join(copy, '..'), 1, 1);
    await world.start(['plan', 'list'], { environment: { TMPDIR: temporary } }).ended;
    expect(existsSync(copy)).toBe(false);
  });

  test.each([
    ['ls', 'latest'],
    ['cat', 'latest'],
    ['open', 'latest'],
    ['compare', 'latest'],
    ['history'],
    ['diff', 'latest', 'latest'],
    ['deleted'],
    ['restore', 'latest', '--in-place', '--path'],
    ['restore', 'latest', '--in-place', '--dry-run', '--path'],
  ])('%s names the three nearest for a path that is not there', async (...words) => {
    const { exit, stderr } = await world.run(...words, at('lettre.txt'));
    expect(exit).toBe(10);
    const nearest = /Nearest: (.*)\.$/m.exec(stderr)?.[1]?.split(', ');
    expect(nearest).toHaveLength(3);
    expect(nearest?.[0]).toBe(at('letter.txt'));
  });
});
