import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Progress } from '#shared/domain/run.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { PlanRow } from '../../../electron/engine/catalogue/plans-store.ts';
import { planPaths } from '../../../electron/engine/repository/layout.ts';
import { acquirePlanLock } from '../../../electron/engine/repository/plan-lock.ts';
import { readManifest } from '../../../electron/engine/repository/read-manifest.ts';
import type { MadeSafety } from '../../../electron/engine/safety/make-safety.ts';
import { readCreated } from '../../../electron/engine/safety/read-created.ts';
import { expectSound } from '../../helpers/check-snapshots.ts';
import { brokenSums, differences, fingerprint } from '../../helpers/compare-trees.ts';
import { everythingIn, type MakeSafety, makeSafety } from '../../helpers/make-safety.ts';
import { makeOddTree } from '../../helpers/odd-tree.ts';
import { createRealHome, type RealHome } from '../../helpers/real-home.ts';

let real: RealHome;
let plan: PlanRow;
beforeEach(() => {
  real = createRealHome();
  plan = real.addPlan('Papers', [real.source]);
});
afterEach(() => real.close());

const at = (name: string): string => path.join(real.source, name);
const bash = (line: string): void => void execFileSync('bash', ['-ec', line], { cwd: real.source });
const paths = () => planPaths(real.repository, plan.plan.slug);
const stat = (file: string) => fs.lstatSync(file, { bigint: true });

/** As a restore of a backup would. */
const make = (touched: MakeSafety['touched'], more: Partial<MakeSafety> = {}): Promise<MadeSafety | null> =>
  makeSafety({ ...real, plan, restoredSnapshotId: real.catalogue.snapshots.list()[0]?.id ?? '', touched, ...more });

async function made(touched: MakeSafety['touched']): Promise<MadeSafety & { folder: string; copy: string }> {
  const safety = await make(touched);
  if (!safety) throw new Error('nothing was saved');
  const folder = real.folderOf(safety.snapshotId);
  return { ...safety, folder, copy: `${folder}/files${real.source}` };
}

/** Nothing is left of an attempt that failed. */
function expectNothingLeft(snapshots: number): void {
  expect(real.catalogue.snapshots.list(plan.key)).toHaveLength(snapshots);
  expect(fs.readdirSync(paths().snapshots)).toHaveLength(snapshots);
  expect(fs.readdirSync(paths().incomplete)).toEqual([]);
}

it('keeps everything down to attributes, names and links, and tells the same in its lists', async () => {
  fs.writeFileSync(at('kept'), 'stays');
  await real.backup(plan);
  fs.mkdirSync(at('odd'));
  makeOddTree(at('odd'));
  if (process.getuid?.() === 0) bash('mknod odd/null c 1 3');
  const listening = net.createServer().listen(at('odd/socket'));
  try {
    const before = fingerprint(at('odd'));
    const { folder, copy, name, bytes } = await made({ delete: everythingIn(at('odd')), refresh: [real.source] });
    expect(fingerprint(at('odd'))).toBe(before);
    expect(differences(at('odd'), `${copy}/odd`)).toEqual([]);
    expect(fs.existsSync(`${copy}/kept`)).toBe(false);
    expect(brokenSums(folder)).toBe('');
    expect(name).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ-safety$/);
    const manifest = readManifest(`${folder}/manifest.json`);
    expect(manifest).toMatchObject({ kind: 'safety', base: null, planId: plan.plan.id, restore: { created: 0 } });
    expect(manifest?.components.files).toMatchObject({ bytes, roots: [{ path: real.source, missing: false }] });
    await expectSound(real.home);
  } finally {
    listening.close();
  }
});

it('keeps the attributes of folders as they are, and those above for their place only', async () => {
  bash('mkdir -p a/b/c; chmod 2751 a/b; touch -d 2001-02-03T04:05:06.789 a/b; setfattr -n user.x -v y a/b');
  await real.backup(plan);
  const { copy } = await made({ refresh: [at('a/b')] });
  expect(stat(`${copy}/a/b`).mode).toBe(stat(at('a/b')).mode);
  expect(stat(`${copy}/a/b`).mtimeNs).toBe(stat(at('a/b')).mtimeNs);
  expect(execFileSync('getfattr', ['--only-values', '-n', 'user.x', `${copy}/a/b`], { encoding: 'utf8' })).toBe('y');
  expect(fs.readdirSync(`${copy}/a/b`)).toEqual([]);
  const { snapshotId } = real.catalogue.snapshots.list().map(({ id }) => ({ snapshotId: id }))[0] ?? {};
  const { rootEntry, sequence } = real.catalogue.snapshots.byId(snapshotId ?? '') ?? {};
  const moment = { rootEntry: rootEntry ?? 0, sequence: sequence ?? 0 };
  expect(real.catalogue.entries.folder(moment, at('a'), undefined, 10)?.items.map(({ name }) => name)).toEqual(['b']);
});

describe('what a backup holds just so', () => {
  const inode = (file: string): bigint => stat(file).ino;

  beforeEach(() => {
    bash('for n in same written attributes mode damaged time; do echo $n > $n; done');
    bash('echo one > one; ln one two; touch -d 2020-01-01 *');
  });

  it('is linked to the backup’s copy, all else is copied, and nothing is linked to what is there', async () => {
    const backup = await real.backup(plan);
    const there = `${real.folderOf(backup)}/files${real.source}`;
    bash('echo other > written; touch -d 2020-01-01 written');
    bash('setfattr -n user.colour -v green attributes; chmod 600 mode; touch -d 2020-01-02 time');
    const { mtime } = fs.statSync(`${there}/damaged`);
    fs.writeFileSync(`${there}/damaged`, 'DAMAGED\n');
    fs.utimesSync(`${there}/damaged`, mtime, mtime);
    const names = fs.readdirSync(real.source);
    const { copy, folder } = await made({ delete: names.map(at), refresh: [real.source] });
    const linked = names.filter((name) => inode(`${copy}/${name}`) === inode(`${there}/${name}`));
    expect(linked.sort()).toEqual(['one', 'same', 'two']);
    for (const name of names) expect(inode(`${copy}/${name}`)).not.toBe(inode(at(name)));
    expect(inode(`${copy}/one`)).toBe(inode(`${copy}/two`));
    expect(differences(real.source, copy)).toEqual([]);
    expect(brokenSums(folder)).toBe('');
    const { changes } = readManifest(`${folder}/manifest.json`)?.components.files ?? {};
    expect(changes).toMatchObject({ added: 5, unchanged: 3 });
    await expectSoundBut(backup);
  });

  it('is found in any backup of the plan that still has it', async () => {
    const first = await real.backup(plan);
    bash('echo new > same');
    await real.backup(plan);
    bash('echo same > same; touch -d 2020-01-01 same');
    const { copy } = await made({ overwrite: [at('same')] });
    expect(inode(`${copy}/same`)).toBe(inode(`${real.folderOf(first)}/files${at('same')}`));
  });

  it('is copied where one copy would have to stand for two files, or one file for two', async () => {
    const backup = await real.backup(plan);
    bash('cp -p one new; rm two; mv new two; rm same; ln written same');
    const touched = ['one', 'two', 'same', 'written'].map(at);
    const { copy } = await made({ delete: touched, refresh: [real.source] });
    expect(inode(`${copy}/one`)).not.toBe(inode(`${copy}/two`));
    expect(inode(`${copy}/same`)).toBe(inode(`${copy}/written`));
    expect(inode(`${copy}/same`)).toBe(inode(`${real.folderOf(backup)}/files${at('written')}`));
    expect(differences(real.source, copy).filter((line) => !line.startsWith('>f+++++++++'))).toEqual([]);
  });

  it('is copied where the backup’s copy is the very file that is there', async () => {
    const backup = await real.backup(plan);
    fs.rmSync(at('same'));
    fs.linkSync(`${real.folderOf(backup)}/files${at('same')}`, at('same'));
    const { copy } = await made({ overwrite: [at('same')] });
    expect(inode(`${copy}/same`)).not.toBe(inode(at('same')));
  });

  /** The damage was made by hand. */
  async function expectSoundBut(backup: string): Promise<void> {
    const run = await real.run({ kind: 'verify', snapshotIds: real.catalogue.snapshots.list().map(({ id }) => id) });
    expect(run.result).toMatchObject({ kind: 'verify', damaged: [{ path: at('damaged') }] });
    expect(real.catalogue.snapshots.byId(backup)?.damaged).toBe(1);
  }
});

it('a restore that only makes what is not there needs none', async () => {
  fs.writeFileSync(at('a'), 'a');
  await real.backup(plan);
  expect(await make({ create: [at('gone'), at('lost')] })).toBeNull();
  expect(await make({})).toBeNull();
  expect(real.catalogue.snapshots.list()).toHaveLength(1);
});

it('tells what the restore was about to make, whatever its name, also where that vanished meanwhile', async () => {
  fs.writeFileSync(at('a'), 'a');
  await real.backup(plan);
  const odd = [at('new'), at('new/line\nand \uf7ff byte'), at('new/ü')];
  const { folder } = await made({ create: odd, overwrite: [at('a'), at('vanished')], delete: [at('gone')] });
  const told: string[] = [];
  for await (const names of readCreated(folder)) told.push(...names);
  expect(told).toEqual([...odd, at('vanished')]);
  expect(readManifest(`${folder}/manifest.json`)?.restore).toMatchObject({ created: 4 });
  fs.appendFileSync(`${folder}/CREATED.gz`, 'x');
  await expect(readCreated(folder).next()).rejects.toMatchObject({ code: 'damaged' });
  const [id = ''] = real.catalogue.snapshots.list().map((row) => row.id);
  expect(await real.run({ kind: 'verify', snapshotIds: [id] })).toMatchObject({ error: { code: 'damaged' } });
});

describe('refuses, leaves nothing of itself, and touches nothing', () => {
  beforeEach(async () => {
    fs.writeFileSync(at('a'), 'a');
    await real.backup(plan);
    fs.writeFileSync(at('a'), 'changed');
  });

  it('while a run holds the plan', async () => {
    const lock = acquirePlanLock(paths(), { planName: 'Papers', runId: crypto.randomUUID() });
    try {
      await expect(make({ overwrite: [at('a')] })).rejects.toMatchObject({ code: 'locked' });
    } finally {
      lock.release();
    }
    expectNothingLeft(1);
    expect(await make({ overwrite: [at('a')] })).not.toBeNull();
  });

  it('where there is not enough room, and says how much is needed', async () => {
    fs.writeFileSync(at('a'), Buffer.alloc(3_000_000, 1));
    const { bavail, bsize } = fs.statfsSync(real.repository);
    const refused = make({ overwrite: [at('a')] }, { keepFreeBytes: bavail * bsize - 1_000_000 });
    await expect(refused).rejects.toMatchObject({ code: 'destination-full', details: { needed: '3.0 MB' } });
    expectNothingLeft(1);
  });

  it('when what it saved changes before it is done', async () => {
    let changed = false;
    const refused = make(
      { overwrite: [at('a')] },
      {
        onProgress: ({ phase }) => {
          if (phase === 'committing' && !changed) fs.writeFileSync(at('a'), 'changed again');
          changed ||= phase === 'committing';
        },
      },
    );
    await expect(refused).rejects.toMatchObject({
      code: 'safety-incomplete',
      details: { count: 1, paths: [`${at('a')} (it changed while it was being saved)`] },
    });
    expectNothingLeft(1);
  });

  it('when it is cancelled', async () => {
    const cancel = new AbortController();
    const onProgress = ({ phase }: Progress): void => {
      if (phase === 'saving') cancel.abort(new HoldfastError('cancelled'));
    };
    const refused = make({ overwrite: [at('a')] }, { onProgress, signal: cancel.signal });
    await expect(refused).rejects.toThrow('Cancelled. Nothing was touched.');
    expectNothingLeft(1);
  });

  it('where the repository is gone', async () => {
    fs.renameSync(real.repository, `${real.repository}-away`);
    await expect(make({ overwrite: [at('a')] })).rejects.toMatchObject({ code: 'destination-missing' });
    fs.renameSync(`${real.repository}-away`, real.repository);
    expectNothingLeft(1);
  });
});

it('two in one second have names and numbers of their own, and the next backup takes no notice of them', async () => {
  fs.writeFileSync(at('a'), 'a');
  const first = await real.backup(plan);
  const now = () => Date.UTC(2026, 1, 3);
  const [one, two] = [await make({ overwrite: [at('a')] }, { now }), await make({ overwrite: [at('a')] }, { now })];
  expect([one?.name, two?.name]).toEqual(['2026-02-03T00-00-00Z-safety', '2026-02-03T00-00-00Z-safety-2']);
  expect(await real.run({ kind: 'backup', planId: plan.plan.id, fullChecksum: false })).toMatchObject({
    result: { unchanged: true },
    snapshotId: first,
  });
  await delay(10);
  fs.writeFileSync(at('b'), 'b');
  const second = await real.backup(plan);
  expect(real.catalogue.snapshots.list(plan.key).map(({ sequence }) => sequence)).toEqual([4, 3, 2, 1]);
  expect(real.catalogue.snapshots.newestState(plan.key)?.id).toBe(second);
  expect(readManifest(`${real.folderOf(second)}/manifest.json`)).toMatchObject({ base: first, sequence: 4 });
  await expectSound(real.home);
});
