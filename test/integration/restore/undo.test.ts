import fs from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { fingerprint } from '../../helpers/compare-trees.ts';
import { makeOddTree } from '../../helpers/odd-tree.ts';
import { createRestores, shell } from '../../helpers/restore-home.ts';

let home: BackupHome;
let restores: ReturnType<typeof createRestores>;

beforeEach(async () => {
  home = await openBackupHome();
  await home.addPlan();
  restores = createRestores(home);
});
afterEach(() => home.close());

const bash = (line: string): void => shell(home.source, line);
const at = (name: string): string => `${home.source}/${name}`;
const state = (): string => fingerprint(home.source);
const read = (name: string): string => fs.readFileSync(at(name), 'utf8');
const noLeftovers = (): void => {
  const names = fs.readdirSync(home.source, { recursive: true, encoding: 'latin1' });
  expect(names.filter((name) => name.includes('.holdfast-'))).toEqual([]);
};

/** A tree that was backed up, and then changed in every way. */
async function changeEverything(): Promise<void> {
  bash(`mkdir -p docs/deep gone keep; echo one > docs/letter; echo two > docs/deep/report; echo same > keep/same
    echo three > gone/file; ln -s letter docs/link; mkfifo docs/pipe; echo mode > mode; chmod 640 mode
    echo file > to-folder; mkdir to-file; echo in > to-file/in; setfattr -n user.note -v before keep/same
    touch -d 2020-02-02T02:02:02.123456789 docs/letter docs docs/deep keep .`);
  await home.backUp();
  bash(`rm -r gone docs/link docs/pipe; echo 'a later version' > docs/letter; echo more > docs/new; chmod 600 mode
    rm to-folder; mkdir to-folder; echo x > to-folder/x; rm -r to-file; echo y > to-file
    setfattr -n user.note -v after keep/same; mkdir extra; echo z > extra/z; chmod 711 extra keep
    touch -d 2031-03-03T03:03:03.987654321 docs/letter docs extra keep; touch -h -d 2030-01-01T00:00:00.5 .`);
}

describe('a restore and its undo', () => {
  it.each([
    ['all of it', {}],
    ['exactly as it was', { exact: true }],
    ['keeping both', { conflicts: 'keep-both' as const }],
    ['keeping what is newer', { conflicts: 'keep-newer' as const }],
    ['only what is missing', { only: { missing: true, newerThan: null, matching: [] } }],
    ['into another folder', { to: '' }],
  ])('give the state before again: %s', async (_, asked) => {
    await changeEverything();
    const before = state();
    const request = { ...asked, ...('to' in asked && { to: home.at('elsewhere') }) };
    fs.mkdirSync(home.at('elsewhere'));
    const run = await restores.restore(request);
    const restored = [state(), fingerprint(home.at('elsewhere'))];
    expect(restored).not.toEqual([before, restored[1]].slice(0, 'to' in asked ? 0 : 2));
    const dry = await restores.undoPreview(run.id);
    const listed = await restores.items(dry);
    const undone = await restores.undo(run.id);
    expect(undone, JSON.stringify(undone.warnings)).toMatchObject({
      outcome: 'succeeded',
      result: { undoOf: run.id, keptNewer: 0, deleted: dry.totals.delete.entries, created: dry.totals.create.entries },
    });
    expect(listed.filter(({ action }) => action === 'overwrite-newer')).toEqual([]);
    expect(state()).toBe(before);
    expect(fs.readdirSync(home.at('elsewhere'))).toEqual([]);
    expect(await restores.status(run.id)).toMatchObject({ state: 'undone', undo: { undoneBy: undone.id } });

    const again = await restores.undo(undone.id);
    expect(again).toMatchObject({ outcome: 'succeeded', result: { undoOf: undone.id } });
    expect([state(), fingerprint(home.at('elsewhere'))]).toEqual(restored);
    expect(await restores.status(run.id)).toMatchObject({ undo: { possible: true, undoneBy: null } });
    noLeftovers();
  });

  it('hold for everything that is hard to keep', async () => {
    fs.mkdirSync(at('odd'));
    makeOddTree(at('odd'));
    await home.backUp();
    bash('chmod -R u+rwx odd; find odd -type f -exec chmod u+w {} +; rm -rf odd/nested odd/fifo odd/zero; touch odd/*');
    bash('for file in odd/tab* odd/sparse odd/attributes odd/past; do echo changed >> "$file"; done');
    const before = state();
    const run = await restores.restore({ exact: true });
    expect(run.outcome).toBe('succeeded');
    expect(state()).not.toBe(before);
    expect((await restores.undo(run.id)).outcome).toBe('succeeded');
    expect(state()).toBe(before);
  });
});

describe('one file', () => {
  it('comes back and goes again without its folder showing it', async () => {
    bash('mkdir d; echo a > d/a; echo b > d/b; touch -d 2020-02-02T02:02:02.123456789 d');
    await home.backUp();
    bash('rm d/a; chmod 711 d; touch -d 2021-02-02T02:02:02.987654321 d');
    const before = state();
    const run = await restores.restore({ paths: [at('d/a')] });
    expect(run).toMatchObject({ outcome: 'succeeded', result: { created: 1, safetySnapshotId: null } });
    expect(fs.statSync(at('d'), { bigint: true }).mtimeNs % 1_000_000_000n).toBe(987_654_321n);
    expect(fs.statSync(at('d')).mode & 0o777).toBe(0o711);
    expect((await restores.undo(run.id)).result).toMatchObject({ deleted: 1 });
    expect(state()).toBe(before);
  });
});

describe('what changed after a restore', () => {
  it('stays where the restore had made it, and is overwritten only when that is confirmed', async () => {
    bash('mkdir d; echo old > d/overwritten; echo old > d/created; echo old > d/untouched');
    await home.backUp();
    bash('echo mine > d/overwritten; rm d/created; echo more > d/untouched; touch -d 2001-01-01 d/*');
    const run = await restores.restore({});
    bash('echo later > d/overwritten; echo later > d/created; echo new > d/added');
    const dry = await restores.undoPreview(run.id);
    expect(dry).toMatchObject({
      keptNewer: 1,
      totals: { 'overwrite-newer': { entries: 1 }, overwrite: { entries: 1 } },
    });
    expect(dry.phrase).toBe('overwrite 1');
    const start = home.engine.services.restores.undo({ restore: run.id });
    await expect(start).rejects.toMatchObject({ code: 'confirmation-needed', details: { phrase: 'overwrite 1' } });
    const undone = await restores.undo(run.id);
    expect(undone).toMatchObject({
      outcome: 'succeeded-with-warnings',
      result: { keptNewer: 1, overwritten: 2 },
      warnings: [{ code: 'not-restored', path: at('d/created') }],
    });
    expect(['overwritten', 'created', 'untouched', 'added'].map((name) => read(`d/${name}`).trim())).toEqual([
      'mine',
      'later',
      'more',
      'new',
    ]);
  });

  it('between the dry run and the run stops it, with a new dry run', async () => {
    bash('echo old > a; echo old > b');
    await home.backUp();
    bash('rm a b');
    const run = await restores.restore({}, { between: () => bash('echo mine > a') });
    expect(run).toMatchObject({ outcome: 'failed', error: { code: 'restore-changed', details: { count: 1 } } });
    expect(fs.readdirSync(home.source)).toEqual(['a']);
    const again = run.error?.details.previewId;
    const items = await home.engine.services.restores.items({ preview: String(again), limit: 10 });
    expect(items.items.map(({ action }) => action)).toEqual(['overwrite-newer', 'create']);
    expect(await restores.status(run.id)).toMatchObject({
      undo: { possible: false, reason: 'It ended before it touched anything.' },
      finish: { possible: false },
    });

    const done = await restores.restore({});
    const undone = await restores.undo(done.id, { between: () => bash('echo again > b') });
    expect(undone).toMatchObject({ outcome: 'failed', error: { code: 'restore-changed' } });
    expect(read('b')).toBe('again\n');
  });
});

describe('an undo', () => {
  it('is refused with the reason, and with the run that is not there', async () => {
    bash('echo old > a');
    await home.backUp();
    bash('echo new > a');
    const unsaved = await restores.restore({ safety: false });
    expect(unsaved.result).toMatchObject({ overwritten: 1, safetySnapshotId: null });
    await expect(restores.undo(unsaved.id)).rejects.toMatchObject({
      code: 'not-undoable',
      details: { reason: 'It was made without a safety copy of what it changed.' },
    });
    const nothing = await restores.restore({});
    await expect(restores.undo(nothing.id)).rejects.toMatchObject({ details: { reason: 'It changed nothing.' } });
    await expect(restores.finish(unsaved.id)).rejects.toMatchObject({ code: 'not-finishable' });
    await expect(restores.status(crypto.randomUUID())).rejects.toMatchObject({ code: 'run-not-found' });
    bash('echo new > a');
    const run = await restores.restore({});
    const safety = run.result?.kind === 'restore' ? run.result.safetySnapshotId : null;
    const { services } = home.engine;
    const deletion = { snapshots: [String(safety)] };
    const asked = await services.snapshots.removeSeveral({ ...deletion }).catch((error) => error.details.phrase);
    await restores.ended((await services.snapshots.removeSeveral({ ...deletion, confirm: asked })).runId);
    await expect(restores.undo(run.id)).rejects.toMatchObject({
      details: { reason: 'The safety copy of what it changed has been deleted.' },
    });
    expect(read('a')).toBe('old\n');
  });

  it('does not write through a folder that has become a link', async () => {
    bash('mkdir -p d/e; echo old > d/e/a');
    await home.backUp();
    bash('echo new > d/e/a');
    const run = await restores.restore({ paths: [at('d/e/a')] });
    bash('mv d moved; ln -s moved d');
    await expect(restores.undo(run.id)).rejects.toMatchObject({ code: 'restore-through-link' });
    expect(read('moved/e/a')).toBe('old\n');
  });
});
