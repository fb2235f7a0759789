import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../electron/engine/engine.ts';
import { noNotifier } from '../../../electron/engine/notifications/no-notifier.ts';
import { systemClock } from '../../../electron/engine/ports.ts';
import type { RunDetail } from '../../../shared/domain/run.ts';
import { type BackupHome, openBackupHome } from '../../helpers/backup-home.ts';
import { fingerprint } from '../../helpers/compare-trees.ts';
import { createDesktopDouble } from '../../helpers/desktop-double.ts';
import { createLoginItemDouble } from '../../helpers/login-item-double.ts';
import { createMachineDouble } from '../../helpers/machine-double.ts';
import { createRestores, shell } from '../../helpers/restore-home.ts';
import { createSilentLogger } from '../../helpers/silent-logger.ts';

let home: BackupHome;
let restores: ReturnType<typeof createRestores>;
const engines: Engine[] = [];

beforeEach(async () => {
  home = await openBackupHome();
  await home.addPlan();
  restores = createRestores(home);
});
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close();
  await home.close();
});

const bash = (line: string): void => shell(home.source, line);
const at = (name: string): string => `${home.source}/${name}`;
const state = (): string => fingerprint(home.source);
const read = (name: string): string => fs.readFileSync(at(name), 'utf8').trim();

/** A home that knows only what the repository tells. */
async function connectAnew(name = 'other-home'): Promise<ReturnType<typeof createRestores>> {
  const ports = {
    clock: systemClock,
    logger: createSilentLogger(),
    desktop: createDesktopDouble(),
    notifier: noNotifier,
    machine: createMachineDouble(),
    loginItem: createLoginItemDouble(),
  };
  const engine = await createEngine({ home: home.at(name), owner: 'command', ports });
  engines.push(engine);
  const there = createRestores({ engine });
  const { runId } = await engine.services.repositories.connect({ path: home.repository });
  expect(await there.ended(runId)).toMatchObject({ outcome: 'succeeded' });
  return there;
}

const safetyOf = ({ result }: RunDetail): string => (result?.kind === 'restore' && result.safetySnapshotId) || '';

/** Folder of a safety snapshot: the newest one. */
const safetyFolder = (): string => home.snapshots().findLast((folder) => folder.includes('-safety')) ?? '';

/** A tree that was backed up, and then changed in many ways. */
async function changeMuch(): Promise<void> {
  bash(`mkdir -p docs/deep gone keep; echo one > docs/letter; echo two > docs/deep/report; echo same > keep/same
    echo three > gone/file; ln -s letter docs/link; mkfifo docs/pipe; echo mode > mode; chmod 640 mode
    echo file > to-folder; mkdir to-file; echo in > to-file/in
    touch -d 2020-02-02T02:02:02.123456789 docs/letter docs docs/deep keep .`);
  await home.backUp();
  bash(`rm -r gone docs/link docs/pipe; echo 'a later version' > docs/letter; echo more > docs/new; chmod 600 mode
    rm to-folder; mkdir to-folder; echo x > to-folder/x; rm -r to-file; echo y > to-file; mkdir extra; echo z > extra/z
    chmod 711 extra keep; touch -d 2031-03-03T03:03:03.987654321 docs/letter docs extra keep`);
}

describe('undone from the safety snapshot, where nothing is known of the restore’s run', () => {
  it.each([
    ['all of it', {}],
    ['exactly as it was', { exact: true }],
    ['into a folder that holds something', { to: 'elsewhere' }],
  ])('it is as before: %s', async (_, { to, ...asked }: { to?: string; exact?: boolean }) => {
    await changeMuch();
    fs.mkdirSync(home.at('elsewhere'));
    const target = path.join(home.at('elsewhere'), path.basename(home.source));
    shell(home.at('elsewhere'), `mkdir -p ${target}/docs; echo mine > ${target}/docs/letter; echo mine > other`);
    const before = [state(), fingerprint(home.at('elsewhere'))];
    const request = to === undefined ? asked : { ...asked, paths: [home.source], to: home.at(to) };
    const run = await restores.restore(request);
    const restored = [state(), fingerprint(home.at('elsewhere'))];
    expect(restored).not.toEqual(before);

    const there = await connectAnew();
    const reference = path.basename(safetyFolder());
    expect(await there.status(reference)).toMatchObject({
      restore: run.id,
      undo: { possible: true, safetySnapshotId: safetyOf(run) },
      finish: { possible: false },
    });
    const dry = await there.undoPreview(reference);
    expect(dry).toMatchObject({ keptNewer: 0, totals: { 'overwrite-newer': { entries: 0 } } });
    const undone = await there.undo(reference);
    expect(undone, JSON.stringify(undone.warnings)).toMatchObject({
      outcome: 'succeeded',
      result: { undoOf: run.id, keptNewer: 0, deleted: dry.totals.delete.entries },
    });
    expect([state(), fingerprint(home.at('elsewhere'))]).toEqual(before);
    expect(await there.status(run.id.slice(0, 8))).toMatchObject({ state: 'undone', undo: { undoneBy: undone.id } });

    const again = await there.undo(undone.id);
    expect(again).toMatchObject({ outcome: 'succeeded' });
    expect([state(), fingerprint(home.at('elsewhere'))]).toEqual(restored);
  });

  it('also where nothing was created', async () => {
    bash('echo old > a; ln a b');
    await home.backUp();
    bash('echo mine > a');
    const before = state();
    await restores.restore({ exact: true });
    const there = await connectAnew();
    expect(await there.undo(path.basename(safetyFolder()))).toMatchObject({ outcome: 'succeeded' });
    expect(state()).toBe(before);
  });

  it('also an undoing, from a third home', async () => {
    await changeMuch();
    const before = state();
    await restores.restore({ exact: true });
    const restored = state();
    const there = await connectAnew();
    const undone = await there.undo(path.basename(safetyFolder()));
    expect(state()).toBe(before);
    const third = await connectAnew('third-home');
    expect(await third.undo(undone.id)).toMatchObject({ outcome: 'succeeded', result: { undoOf: undone.id } });
    expect(state()).toBe(restored);
  });

  it('what changed since the restore stays, and is overwritten only when that is confirmed', async () => {
    bash(
      'mkdir d gone; for name in overwritten created untouched same; do echo old > d/$name; done; echo old > gone/a',
    );
    await home.backUp();
    bash('echo mine > d/overwritten; rm -r d/created d/same gone; echo more > d/untouched; touch -d 2001-01-01 d/*');
    const run = await restores.restore({});
    bash('echo later > d/overwritten; echo later > d/created; echo new > d/added; echo new > gone/b');
    const there = await connectAnew();
    const dry = await there.undoPreview(safetyOf(run));
    expect(dry).toMatchObject({
      ...{ keptNewer: 1, phrase: 'overwrite 1 and delete 2' },
      totals: { 'overwrite-newer': { entries: 1 }, overwrite: { entries: 1 } },
      leftOut: { count: 1, first: [{ path: at('d/created'), reason: 'it changed after the restore' }] },
    });
    const undone = await there.undo(safetyOf(run));
    expect(undone).toMatchObject({
      outcome: 'succeeded-with-warnings',
      result: { keptNewer: 1, overwritten: 2, deleted: 2 },
      warnings: [{ code: 'not-restored', path: at('d/created') }],
    });
    expect(['overwritten', 'created', 'untouched', 'added'].map((name) => read(`d/${name}`))).toEqual([
      ...['mine', 'later', 'more', 'new'],
    ]);
    expect(fs.existsSync(at('d/same'))).toBe(false);
    expect(fs.readdirSync(at('gone'))).toEqual(['b']);
  });

  it('nothing is deleted that can’t be told to be what the restore made', async () => {
    bash('mkdir d; echo old > d/created; echo old > d/overwritten');
    await home.backUp();
    bash('echo mine > d/overwritten; rm d/created; touch -d 2001-01-01 d/*');
    await restores.restore({});
    const { services } = home.engine;
    const backup = (await services.snapshots.list({})).find(({ kind }) => kind === 'backup');
    bash('echo another > d/another');
    await home.backUp();
    const { runId } = await services.snapshots.remove({ snapshot: backup?.id ?? '', confirm: backup?.name ?? '' });
    expect(await restores.ended(runId)).toMatchObject({ outcome: 'succeeded' });
    const there = await connectAnew();
    const dry = await there.undoPreview(path.basename(safetyFolder()));
    expect(dry).toMatchObject({ keptNewer: 1, phrase: 'overwrite 1', totals: { delete: { entries: 0 } } });
    const undone = await there.undo(path.basename(safetyFolder()));
    expect(undone.warnings).toMatchObject([{ code: 'not-restored', path: at('d/created') }]);
    expect([read('d/created'), read('d/overwritten')]).toEqual(['old', 'mine']);
  });

  it('no link that has come into the way is followed', async () => {
    bash('mkdir -p d/e; echo old > d/e/created; echo old > d/e/overwritten');
    await home.backUp();
    bash('echo mine > d/e/overwritten; rm d/e/created; touch -d 2001-01-01 d/e/overwritten');
    const run = await restores.restore({});
    const there = await connectAnew();
    bash('mv d ../aside; ln -s ../aside d');
    await expect(there.undoPreview(safetyOf(run))).rejects.toMatchObject({ code: 'restore-through-link' });

    bash('rm d; mv ../aside d; mv d/e ../aside; ln -s ../../aside d/e');
    expect(await there.undoPreview(safetyOf(run))).toMatchObject({ phrase: 'overwrite 1' });
    expect(await there.undo(safetyOf(run))).toMatchObject({ outcome: 'succeeded', result: { deleted: 0 } });
    expect(fs.lstatSync(at('d/e')).isDirectory()).toBe(true);
    expect([fs.readdirSync(at('d/e')), read('d/e/overwritten')]).toEqual([['overwritten'], 'mine']);
    const aside = ['created', 'overwritten'].map((name) => fs.readFileSync(home.at(`aside/${name}`), 'utf8'));
    expect(aside).toEqual(['old\n', 'old\n']);
  });

  it('a list of what was made that is not what it was is not believed', async () => {
    bash('echo old > a; echo old > b');
    await home.backUp();
    bash('echo mine > a; rm b');
    const run = await restores.restore({});
    fs.appendFileSync(`${safetyFolder()}/CREATED.gz`, 'x');
    const there = await connectAnew();
    await expect(there.undoPreview(safetyOf(run))).rejects.toMatchObject({ code: 'damaged' });
    await expect(there.status('ffffffff')).rejects.toMatchObject({ code: 'run-not-found' });
    expect([read('a'), read('b')]).toEqual(['old', 'old']);
  });
});

it('a safety snapshot names its restore also where the run is listed', async () => {
  bash('echo old > a');
  await home.backUp();
  bash('echo mine > a');
  const run = await restores.restore({});
  expect(await restores.status(path.basename(safetyFolder()))).toMatchObject({ restore: run.id, subject: run.subject });
  expect(await restores.undo(safetyOf(run))).toMatchObject({ result: { undoOf: run.id } });
  expect(read('a')).toBe('mine');
});

it('a safety snapshot says who its numbers are, as a backup does', async () => {
  bash('echo old > a');
  await home.backUp();
  bash('echo mine > a');
  await restores.restore({});
  const backup = home.snapshots().find((folder) => !folder.includes('-safety'));
  const owners = (folder: string | undefined) => JSON.parse(fs.readFileSync(`${folder}/manifest.json`, 'utf8')).owners;
  expect(owners(safetyFolder())).toEqual(owners(backup));
  expect(Object.keys(owners(safetyFolder()).users)).toContain(String(process.getuid?.()));
});
