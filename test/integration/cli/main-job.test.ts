import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { planPreviewSchema, planStatusSchema } from '#shared/domain/plan.ts';
import { repositorySchema } from '#shared/domain/repository.ts';
import { runDetailSchema, runEventSchema, runSchema } from '#shared/domain/run.ts';
import { settingsSchema } from '#shared/domain/settings.ts';
import { differenceSchema, entrySchema, foundSchema, snapshotSchema, versionSchema } from '#shared/domain/snapshot.ts';
import { storageSchema } from '#shared/domain/storage.ts';
import { doctorSchema } from '#shared/domain/system.ts';
import { backupResult, dryRun, restoreResult } from './results.ts';
import { createWorld, type World } from './world.ts';

/** The main job from the first command to the last; each test goes on where the one before it ended. */
describe('the main job on the command line', () => {
  let world: World;
  const at = (...names: readonly string[]) => join(world.source, ...names);
  const json = async <Schema extends z.ZodType>(
    schema: Schema,
    ...words: readonly string[]
  ): Promise<z.output<Schema>> => schema.parse(await world.json(words));

  beforeAll(() => {
    world = createWorld({ forTest: false });
    mkdirSync(at('docs', 'deep'), { recursive: true });
    writeFileSync(at('docs', 'letter.txt'), 'dear reader\n');
    writeFileSync(at('docs', 'deep', 'note.txt'), 'a note\n');
    writeFileSync(at('picture.raw'), Buffer.alloc(100_000, 7));
    writeFileSync(at('scratch.tmp'), 'left out\n');
    utimesSync(at('docs', 'letter.txt'), 1_700_000_000, 1_700_000_000);
  });
  afterAll(() => world.destroy());

  test('init makes a repository, once', async () => {
    const made = await json(repositorySchema, 'init', world.repository);
    expect(made).toMatchObject({ path: world.repository, state: 'ready', plans: 0 });
    expect(existsSync(join(world.repository, 'holdfast-repository.json'))).toBe(true);
    const again = await world.run('init', world.repository);
    expect(again).toMatchObject({ exit: 2, stdout: '' });
    expect(again.stderr).toContain('holds a repository already');
    expect(await json(z.array(repositorySchema), 'repository', 'list')).toHaveLength(1);
  });

  test('plan add, with relative folders; list and show', async () => {
    const words = ['plan', 'add', 'Home', '--repository', 'repository', '--folder', 'source', '--exclude', '*.tmp'];
    const { plan } = await json(planStatusSchema, ...words);
    expect(plan).toMatchObject({ name: 'Home', folders: [world.source], exclusions: { patterns: ['*.tmp'] } });
    const [listed] = await json(z.array(planStatusSchema), 'plan', 'list');
    expect(listed).toMatchObject({ plan: { id: plan.id }, state: 'never', snapshots: 0 });
    const shown = await world.run('plan', 'show', 'Home');
    expect(shown.exit).toBe(0);
    expect(shown.stdout).toMatch(/^Last good backup +never$/m);
    expect(shown.stdout).toMatch(/^Left out +\*\.tmp$/m);
  });

  test('plan preview says what would be included, and what not and why', async () => {
    const preview = await json(planPreviewSchema, 'plan', 'preview', 'Home');
    expect(preview).toMatchObject({ done: true, files: 3, excludedFiles: 1 });
    const { stdout } = await world.run('plan', 'preview', 'Home');
    expect(stdout).toContain('3 files, 100 kB would be backed up.');
    expect(stdout).toContain(at('scratch.tmp'));
  });

  const ids: string[] = [];

  test('backup --json tells events, the last one the result', async () => {
    const { exit, stdout, stderr } = await world.run('backup', 'Home', '--json');
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    const [started, ...events] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const result = backupResult.parse(events.pop());
    expect(started).toMatchObject({ type: 'started' });
    for (const event of events) expect(runEventSchema.parse(event).type).toBe('progress');
    expect(result).toMatchObject({ outcome: 'succeeded', unchanged: false, warnings: [] });
    expect(result.files).toMatchObject({ added: 3, changed: 0, removed: 0 });
    ids.push(result.snapshot ?? '');
  });

  test('a backup without changes makes no snapshot', async () => {
    const { exit, stdout } = await world.run('backup');
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^Home: nothing changed \(3 files\)/);
  });

  test('a backup after changes counts them', async () => {
    writeFileSync(at('docs', 'letter.txt'), 'dear reader, once more\n');
    rmSync(at('docs', 'deep', 'note.txt'));
    writeFileSync(at('docs', 'new letter.txt'), 'new\n');
    const result = await json(backupResult, 'backup', 'Home');
    expect(result.files).toMatchObject({ added: 1, changed: 1, removed: 1, unchanged: 1 });
    ids.push(result.snapshot ?? '');
  });

  test('snapshots, newest first', async () => {
    const list = await json(z.array(snapshotSchema), 'snapshots', '--plan', 'Home');
    expect(list.map(({ id }) => id)).toEqual(ids.toReversed());
    const { stdout } = await world.run('snapshots');
    expect(stdout).toContain(list[0]?.id.slice(0, 8));
  });

  test('ls shows a folder as it was, the plan’s own without a path, and a single file', async () => {
    const top = await json(z.array(entrySchema), 'ls', 'latest');
    expect(top.map(({ name }) => name)).toEqual(['docs', 'picture.raw']);
    const before = await json(z.array(entrySchema), 'ls', ids[0]?.slice(0, 8) ?? '', at('docs', 'deep'));
    expect(before.map(({ path }) => path)).toEqual([at('docs', 'deep', 'note.txt')]);
    expect(await json(z.array(entrySchema), 'ls', 'latest', at('docs', 'deep'))).toEqual([]);
    const { stdout } = await world.run('ls', 'Home/latest', 'source/docs/letter.txt');
    expect(stdout).toMatch(/^-rw-r--r-- +23 B {2}\S+ \S+ {2}letter\.txt\n$/);
  });

  test('find looks in all snapshots', async () => {
    const found = await json(z.array(foundSchema), 'find', 'letter');
    expect(new Set(found.map(({ path }) => path))).toEqual(
      new Set([at('docs', 'letter.txt'), at('docs', 'new letter.txt')]),
    );
    expect(await json(z.array(foundSchema), 'find', 'NOTE.*', '--plan', 'Home')).toHaveLength(1);
    const none = await world.run('find', 'no such name');
    expect(none).toMatchObject({ exit: 0, stdout: '' });
  });

  test('history has every version', async () => {
    const versions = await json(z.array(versionSchema), 'history', 'source/docs/letter.txt');
    expect(versions.map(({ size, current }) => [size, current])).toEqual([
      [23, true],
      [12, false],
    ]);
  });

  test('diff between two snapshots', async () => {
    const list = await json(z.array(differenceSchema), 'diff', ids[0] ?? '', 'latest');
    const files = list.filter(({ type }) => type === 'file');
    expect(files.map(({ change, path }) => [change, path])).toEqual([
      ['removed', at('docs', 'deep', 'note.txt')],
      ['changed', at('docs', 'letter.txt')],
      ['added', at('docs', 'new letter.txt')],
    ]);
    const { stdout } = await world.run('diff', ids[0] ?? '', 'latest', 'source/docs/deep');
    expect(stdout).toContain(`- ${at('docs', 'deep', 'note.txt')}  (7 B)`);
    expect(stdout).not.toContain('letter.txt');
  });

  test('cat gives the bytes of then', async () => {
    expect((await world.run('cat', ids[0] ?? '', 'source/docs/letter.txt')).stdout).toBe('dear reader\n');
    const folder = await world.run('cat', 'latest', 'source/docs');
    expect(folder).toMatchObject({ exit: 2, stdout: '' });
  });

  test('a restore does what its dry run said', async () => {
    const words = ['restore', ids[0] ?? '', '--path', 'source/docs', '--to', 'restored'];
    const planned = await json(dryRun, ...words, '--dry-run');
    const target = join(world.folder, 'restored', 'docs');
    expect(existsSync(target)).toBe(false);
    expect(planned.create.map(({ path }) => path)).toContain(join(target, 'letter.txt'));
    expect([planned.overwrite, planned.delete]).toEqual([[], []]);
    const done = await json(restoreResult, ...words);
    expect(done).toMatchObject({ created: planned.create.length, overwritten: 0, deleted: 0 });
    expect(readFileSync(join(target, 'letter.txt'), 'utf8')).toBe('dear reader\n');
    expect(statSync(join(target, 'letter.txt')).mtimeMs).toBe(1_700_000_000_000);
    expect(await json(dryRun, ...words, '--dry-run')).toMatchObject({ create: [], overwrite: [], delete: [] });
  });

  test('a restore in place over something newer wants the phrase', async () => {
    const words = ['restore', ids[0] ?? '', '--path', 'source/docs/letter.txt', '--in-place'];
    const refused = await world.json<{ phrase: string }>(words, 14);
    expect(refused).toMatchObject({ type: 'error', code: 'confirmation-needed', details: {} });
    expect(readFileSync(at('docs', 'letter.txt'), 'utf8')).toContain('once more');
    const done = await json(restoreResult, ...words, '--confirm', refused.phrase);
    expect(done).toMatchObject({ created: 0, overwritten: 1, deleted: 0 });
    expect(readFileSync(at('docs', 'letter.txt'), 'utf8')).toBe('dear reader\n');
  });

  test('an exact restore deletes what the snapshot does not hold, and only then', async () => {
    const words = ['restore', ids[0] ?? '', '--path', 'source/docs', '--in-place'];
    expect((await json(dryRun, ...words, '--dry-run')).delete).toEqual([]);
    const planned = await json(dryRun.extend({ phrase: z.string() }), ...words, '--exact', '--dry-run');
    expect(planned.delete.map(({ path }) => path)).toEqual([at('docs', 'new letter.txt')]);
    await json(restoreResult, ...words, '--exact', '--confirm', planned.phrase);
    expect(existsSync(at('docs', 'new letter.txt'))).toBe(false);
    expect(readFileSync(at('docs', 'deep', 'note.txt'), 'utf8')).toBe('a note\n');
  });

  test('verify reads everything and finds it sound', async () => {
    const verified = z.object({
      type: z.literal('result'),
      checked: z.number().positive(),
      damaged: z.array(z.unknown()).length(0),
      missing: z.array(z.unknown()).length(0),
      databases: z.array(z.unknown()),
    });
    await json(verified, 'verify', '--all');
    await json(verified, 'verify', '--plan', 'Home');
    expect((await world.run('verify', 'latest')).stdout).toMatch(/^Verified: 3 files checked .* 0 damaged, 0 missing/);
  });

  test('pin and unpin', async () => {
    expect(await json(snapshotSchema, 'pin', 'latest')).toMatchObject({ pinned: true });
    expect((await world.run('snapshots')).stdout).toContain('pinned');
    expect(await json(snapshotSchema, 'unpin', 'latest')).toMatchObject({ pinned: false });
  });

  test('delete takes several snapshots, with one phrase for all', async () => {
    const all = (await json(z.array(snapshotSchema), 'snapshots')).map(({ id }) => id);
    for (const text of ['once more', 'and again']) {
      writeFileSync(at('docs', 'deep', 'note.txt'), text);
      await world.json(['backup']);
    }
    const later = (await json(z.array(snapshotSchema), 'snapshots')).map(({ id }) => id).slice(0, 2);
    const { phrase } = await world.json<{ phrase: string }>(['delete', ...later], 14);
    expect(phrase).toBe('delete 2 snapshots');
    const deleted = await world.run('delete', ...later, '--confirm', phrase);
    expect(deleted).toMatchObject({ exit: 0 });
    expect(deleted.stdout).toMatch(/^Deleted the snapshots: \d+ entries deleted\.$/m);
    expect((await json(z.array(snapshotSchema), 'snapshots')).map(({ id }) => id)).toEqual(all);
  });

  test('delete wants its phrase, then deletes', async () => {
    const refused = await world.run('delete', ids[0] ?? '');
    expect(refused).toMatchObject({ exit: 14, stdout: '' });
    const { phrase } = await world.json<{ phrase: string }>(['delete', ids[0] ?? ''], 14);
    expect(refused.stderr).toContain(phrase);
    expect((await world.run('delete', ids[0] ?? '', '--confirm', `${phrase} not`)).exit).toBe(14);
    await world.json(['delete', ids[0] ?? '', '--confirm', phrase]);
    const left = await json(z.array(snapshotSchema), 'snapshots');
    expect(left.filter(({ kind }) => kind === 'backup').map(({ id }) => id)).toEqual([ids[1]]);
    expect(left.filter(({ kind }) => kind === 'safety')).toHaveLength(2);
  });

  test('runs, one run and its log', async () => {
    const list = await json(z.array(runSchema), 'runs', '--limit', '100');
    expect(new Set(list.map(({ kind }) => kind))).toEqual(new Set(['backup', 'restore', 'verify', 'delete']));
    expect(list.every(({ outcome }) => outcome === 'succeeded')).toBe(true);
    const backups = await json(z.array(runSchema), 'runs', '--kind', 'backup', '--plan', 'Home', '--limit', '2');
    expect(backups).toHaveLength(2);
    const id = backups[0]?.id ?? '';
    expect(await json(runDetailSchema, 'run', 'show', id)).toMatchObject({ id, kind: 'backup' });
    expect((await world.run('run', 'show', id)).stdout).toMatch(/^Outcome +succeeded after/m);
    const log = await json(z.array(z.string()), 'run', 'log', id);
    expect(log.length).toBeGreaterThan(0);
    expect((await world.run('run', 'cancel', id)).stdout).toContain('has ended already');
  });

  test('storage, doctor, settings', async () => {
    const { repositories } = await json(storageSchema, 'storage');
    expect(repositories[0]?.plans[0]).toMatchObject({ planName: 'Home', snapshots: 1 });
    expect((await json(doctorSchema, 'doctor')).ok).toBe(true);
    expect((await world.run('doctor')).stdout).toMatch(/^ok {5} rsync \d/m);
    expect(await json(settingsSchema, 'settings', 'set', 'keepFreeBytes', '1M')).toMatchObject({
      keepFreeBytes: 1_048_576,
    });
    expect((await world.run('settings', 'get', 'keepFreeBytes')).stdout).toBe('1048576\n');
    expect(await json(settingsSchema, 'settings', 'set', 'language', 'de')).toMatchObject({ language: 'de' });
    expect((await world.run('settings', 'set', 'language', 'fr')).exit).toBe(2);
    expect((await world.run('settings', 'set', 'them', 'dark')).exit).toBe(2);
  });

  test('the catalogue is rebuilt from the repository alone', async () => {
    const rebuilt = z.object({ type: z.literal('result'), plans: z.literal(1), snapshots: z.literal(3) });
    const before = await json(z.array(versionSchema), 'history', at('docs', 'letter.txt'));
    await json(rebuilt, 'catalogue', 'rebuild');
    expect(await json(z.array(versionSchema), 'history', at('docs', 'letter.txt'))).toEqual(before);
  });

  test('another home connects to the repository and sees plans and history', async () => {
    const home = join(world.folder, 'other home');
    const connected = await world.json(['--home', home, 'connect', world.repository]);
    expect(connected).toMatchObject({ type: 'result', plans: 1, snapshots: 3 });
    const known = await json(z.array(snapshotSchema), '--home', home, 'snapshots');
    expect(known.filter(({ kind }) => kind === 'backup').map(({ id }) => id)).toEqual([ids[1]]);
    expect((await world.run('--home', home, 'cat', 'latest', at('docs', 'letter.txt'))).stdout).toContain('once more');
  });

  test('plan edit and remove; the snapshots stay', async () => {
    const edited = await json(planStatusSchema, 'plan', 'edit', 'Home', '--rename', 'House', '--add-exclude', '*.raw');
    expect(edited.plan).toMatchObject({ name: 'House', exclusions: { patterns: ['*.tmp', '*.raw'] } });
    expect((await world.run('plan', 'remove', 'House')).exit).toBe(0);
    expect(await json(z.array(planStatusSchema), 'plan', 'list')).toEqual([]);
    expect(existsSync(join(world.repository, 'plans'))).toBe(true);
  });
});
