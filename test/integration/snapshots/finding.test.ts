import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copiesPrefix, sweepCopies } from '../../../electron/engine/snapshots/sweep-copies.ts';
import type { Plan } from '../../../shared/domain/plan.ts';
import type { RunDetail } from '../../../shared/domain/run.ts';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { createDesktopDouble } from '../../helpers/desktop-double.ts';
import { canMount, mountTmpfs, unmount } from '../../helpers/volumes.ts';

const desktop = createDesktopDouble();
const picture = (rest: string) => Buffer.from(`\x89PNG\r\n\x1a\n${rest}`, 'latin1');
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-finding-'));
const usualTemporary = process.env.TMPDIR;
let home: BackupHome;
let plan: Plan;
let other: Plan;
const runs: RunDetail[] = [];
const at = (name: string) => path.join(home.source, name);
const write = (name: string, content: string | Buffer) => {
  fs.mkdirSync(path.dirname(at(name)), { recursive: true });
  fs.writeFileSync(at(name), content);
};
const snapshot = (index: number) => ({ snapshot: runs[index]?.snapshotId ?? '' });
const backUp = async () => void runs.push(await home.backUp());

/** Three backups: things change and go, then more goes without a backup. A second plan holds the same folder. */
beforeAll(async () => {
  process.env.TMPDIR = temporary;
  home = await openBackupHome({ folder: path.join(temporary, 'home'), desktop });
  plan = await home.addPlan();
  write('letter.txt', 'Dear reader,\nfirst line\nlast line\n');
  write('windows.txt', Buffer.from('Gr\xfc\xdfe\r\n', 'latin1'));
  write('picture', picture('one'));
  write('large.txt', 'a'.repeat(1024 * 1024 + 1));
  write('old/deep/note.txt', 'a note');
  write('papers/early.txt', 'early');
  write('papers/late.txt', 'late');
  write('touched.txt', 'the same');
  await backUp();
  write('letter.txt', 'Dear reader,\nsecond line\nlast line\n');
  write('windows.txt', '\ufeffGrüße\n');
  write('picture', picture('two'));
  fs.rmSync(at('old'), { recursive: true });
  fs.rmSync(at('papers/early.txt'));
  fs.utimesSync(at('touched.txt'), 1, 1);
  await backUp();
  fs.rmSync(at('papers/late.txt'));
  fs.symlinkSync('letter.txt', at('link'));
  await backUp();
  other = await home.addPlan({ name: 'Other' });
  await home.backUp({ plan: other });
  fs.rmSync(at('touched.txt'));
  write('papers/early.txt', 'early again');
}, 180_000);

afterAll(async () => {
  await home.close();
  process.env.TMPDIR = usualTemporary;
  if (usualTemporary === undefined) delete process.env.TMPDIR;
  fs.rmSync(temporary, { recursive: true, force: true });
});

const compare = (name: string, from: number | 'now', to: number | 'now') => {
  const side = (of: number | 'now') => (of === 'now' ? of : snapshot(of));
  return home.engine.services.snapshots.compareText({ path: at(name), from: side(from), to: side(to) });
};

test('two versions of a text differ line by line', async () => {
  expect(await compare('letter.txt', 0, 1)).toMatchObject({
    kind: 'text',
    added: 1,
    removed: 1,
    truncated: false,
    from: { encoding: 'utf-8', lineEnding: 'lf', endsWithNewline: true },
    hunks: [{ oldStart: 1, newStart: 1, lines: [' Dear reader,', '-first line', '+second line', ' last line'] }],
  });
});

test('a version and the file as it is now, whichever is first', async () => {
  expect(await compare('letter.txt', 1, 'now')).toMatchObject({ kind: 'same' });
  expect(await compare('letter.txt', 'now', 0)).toMatchObject({ kind: 'text', added: 1, removed: 1 });
});

test('encodings and line endings are told, and are no difference of lines', async () => {
  expect(await compare('windows.txt', 0, 1)).toMatchObject({
    kind: 'text',
    hunks: [],
    from: { encoding: 'windows-1252', lineEnding: 'crlf' },
    to: { encoding: 'utf-8-with-mark', lineEnding: 'lf' },
  });
});

test('pictures are to be shown side by side: each is shown by its own call', async () => {
  expect(await compare('picture', 0, 'now')).toMatchObject({ kind: 'pictures', from: { size: 11 } });
  const shown = await home.engine.services.snapshots.presentContent({ plan: plan.id, path: at('picture') });
  expect(shown).toEqual({ kind: 'picture', mediaType: 'image/png', base64: picture('two').toString('base64') });
});

test('what can not be compared is told with its reason and side', async () => {
  expect(await compare('large.txt', 0, 'now')).toMatchObject({ kind: 'same' });
  write('large.txt', `${'a'.repeat(1024 * 1024)}b`);
  expect(await compare('large.txt', 0, 'now')).toEqual({ kind: 'none', reason: 'too-large', side: 'from' });
  expect(await compare('large.txt', 0, 1)).toMatchObject({ kind: 'same' });
  expect(await compare('touched.txt', 1, 'now')).toEqual({ kind: 'none', reason: 'missing', side: 'to' });
  expect(await compare('papers', 0, 'now')).toEqual({ kind: 'none', reason: 'not-a-file', side: 'from' });
  fs.renameSync(at('windows.txt'), at('kept.txt'));
  fs.symlinkSync('kept.txt', at('windows.txt'));
  expect(await compare('windows.txt', 0, 'now')).toEqual({ kind: 'none', reason: 'not-a-file', side: 'to' });
  await expect(compare('letter.txt', 'now', 'now')).rejects.toMatchObject({ code: 'invalid-input' });
});

test('only what snapshots held can be looked at as it is now', async () => {
  const { presentContent } = home.engine.services.snapshots;
  await expect(presentContent({ plan: plan.id, path: '/etc/passwd' })).rejects.toMatchObject({
    code: 'path-not-found',
  });
  await expect(compare('letter.tx', 0, 'now')).rejects.toMatchObject({
    code: 'path-not-found',
    details: { nearest: [at('letter.txt'), expect.any(String), expect.any(String)] },
  });
});

test('versions are listed over all plans, with which of them differ', async () => {
  const { history } = home.engine.services.snapshots;
  const rows = (await history({ path: at('letter.txt') })).map(({ planName, differs }) => [planName, differs]);
  expect(rows).toEqual([
    ['Other', false],
    ['Plan 1', true],
    ['Plan 1', true],
  ]);
  const touched = await history({ path: at('touched.txt'), plan: plan.id });
  expect(touched.map(({ differs }) => differs)).toEqual([false, true]);
});

const deletedIn = async (folder: string, from?: number, limit = 100) => {
  const { deletedIn: ask } = home.engine.services.snapshots;
  const found: string[] = [];
  let after: string | undefined;
  do {
    const input = { plan: plan.id, path: folder === '' ? home.source : at(folder), after, limit };
    const page = await ask(from === undefined ? input : { ...input, snapshot: snapshot(from).snapshot });
    for (const item of page.items) found.push(`${path.relative(home.source, item.path)} ${item.lastSnapshot.name}`);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return found;
};
const nameOf = async (index: number) => (await home.engine.services.snapshots.get(snapshot(index))).name;

test('what a folder held that is not there now: since the newest backup first, then the last to go', async () => {
  const [first, second, third] = [await nameOf(0), await nameOf(1), await nameOf(2)];
  const gone = [`touched.txt ${third}`, `papers/late.txt ${second}`, `old ${first}`];
  expect(await deletedIn('')).toEqual(gone);
  expect(await deletedIn('', undefined, 1)).toEqual(gone);
  expect(await deletedIn('papers')).toEqual([`papers/late.txt ${second}`]);
  expect(await deletedIn('old')).toEqual([`old/deep ${first}`]);
});

test('what one snapshot held that is not there now', async () => {
  expect((await deletedIn('', 1)).map((line) => line.split(' ')[0])).toEqual(['touched.txt', 'papers/late.txt']);
  expect((await deletedIn('', 2)).map((line) => line.split(' ')[0])).toEqual(['touched.txt']);
  const { deletedIn: ask } = home.engine.services.snapshots;
  const foreign = ask({ plan: other.id, path: home.source, ...snapshot(0), limit: 10 });
  await expect(foreign).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(ask({ plan: plan.id, path: at('papes'), limit: 10 })).rejects.toMatchObject({ code: 'path-not-found' });
});

test('a version opens as a read-only copy of its own, named after its time', async () => {
  const { open } = home.engine.services.snapshots;
  const { copy } = await open({ ...snapshot(0), path: at('letter.txt'), show: true });
  expect(desktop.opened).toEqual([copy]);
  expect(path.basename(copy)).toMatch(/^letter \(as of \d{4}-\d\d-\d\d \d\d\.\d\d\)\.txt$/);
  expect(fs.readFileSync(copy, 'utf8')).toContain('first line');
  expect(fs.statSync(copy).mode & 0o777).toBe(0o400);
  expect(fs.statSync(path.dirname(copy)).mode & 0o777).toBe(0o700);
  const quiet = await open({ ...snapshot(1), path: at('letter.txt'), show: false });
  expect(fs.readFileSync(quiet.copy, 'utf8')).toContain('second line');
  expect(desktop.opened).toEqual([copy]);
  await expect(open({ ...snapshot(0), path: at('papers'), show: true })).rejects.toMatchObject({
    code: 'invalid-input',
  });
});

test('a damaged copy is not opened, and leaves nothing', async () => {
  const before = fs.readdirSync(temporary);
  const { path: place } = await home.engine.services.snapshots.locate({ ...snapshot(0), path: at('papers/late.txt') });
  fs.writeFileSync(place, 'lame');
  const { open } = home.engine.services.snapshots;
  const opened = open({ ...snapshot(0), path: at('papers/late.txt'), show: true });
  await expect(opened).rejects.toMatchObject({ code: 'damaged', details: { count: 1 } });
  expect(fs.readdirSync(temporary)).toEqual(before);
});

test.runIf(canMount)('without room for the copy it says so, and leaves nothing', async () => {
  const small = path.join(temporary, 'small');
  mountTmpfs(small, 'size=512k');
  process.env.TMPDIR = small;
  try {
    const opened = home.engine.services.snapshots.open({ ...snapshot(0), path: at('large.txt'), show: true });
    await expect(opened).rejects.toMatchObject({ code: 'no-room-to-open', details: { folder: small } });
    expect(fs.readdirSync(small)).toEqual([]);
  } finally {
    process.env.TMPDIR = temporary;
    unmount(small);
  }
});

test('only old copies of this user are swept', async () => {
  const [old, fresh] = ['old', 'fresh'].map((name) => fs.mkdtempSync(path.join(temporary, `${copiesPrefix}${name}-`)));
  const linked = path.join(temporary, `${copiesPrefix}link`);
  fs.symlinkSync(home.source, linked);
  fs.utimesSync(old ?? '', 1, 1);
  fs.lutimesSync(linked, 1, 1);
  await sweepCopies(Date.now());
  expect([old, fresh, linked].map((one) => fs.existsSync(one ?? ''))).toEqual([false, true, true]);
});
