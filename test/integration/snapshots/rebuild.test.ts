import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PlanRow } from '../../../electron/engine/catalogue/plans-store.ts';
import { walkTree } from '../../../electron/engine/catalogue/walk-tree.ts';
import { makeOddTree } from '../../helpers/odd-tree.ts';
import { createRealHome, type RealHome } from '../../helpers/real-home.ts';

let real: RealHome;
let plan: PlanRow;
beforeEach(() => {
  real = createRealHome();
});
afterEach(() => real.close());

/** Four snapshots of a tree that is changed in every way. */
async function makeHistory(): Promise<string[]> {
  const file = (name: string) => path.join(real.source, name);
  makeOddTree(real.source);
  plan = real.addPlan('Plan', [real.source]);
  const ids = [await real.backup(plan)];
  fs.writeFileSync(file('zero'), 'no more');
  fs.chmodSync(file('setuid'), 0o755);
  fs.rmSync(file('tab\there'));
  fs.rmSync(file('empty'), { recursive: true });
  ids.push(await real.backup(plan));
  fs.writeFileSync(file('empty'), 'a file now');
  fs.renameSync(file('nested/deeper'), file('moved'));
  fs.rmSync(file('folder-link'));
  fs.symlinkSync('moved', file('folder-link'));
  ids.push(await real.backup(plan));
  execFileSync('touch', ['-d', '2020-01-01T00:00:00.5', file('-leading')]);
  fs.rmSync(file('new\nline'));
  fs.rmSync(file('empty'));
  fs.mkdirSync(file('empty/again'), { recursive: true });
  ids.push(await real.backup(plan));
  return ids;
}

/** All that can be asked of the catalogue about a plan: trees, histories, differences, search. */
function everything() {
  const { db, catalogue } = real;
  const row = catalogue.plans.get(plan.plan.id);
  if (!row) throw new Error('the plan is gone');
  const snapshots = catalogue.snapshots.list(row.key);
  const paths = new Set<string>();
  const trees = snapshots.map(({ sequence }) =>
    [...walkTree(db, { folderId: row.rootEntry, path: '/', sequence })].map((entry) => {
      const { path, name, type, size, mtimeS, mtimeNs, mode, uid, gid, sha256, link, carried } = entry;
      paths.add(path);
      return { path, name, type, size, mtimeS, mtimeNs, mode, uid, gid, sha256, link, carried };
    }),
  );
  const page = { after: undefined, limit: 10_000 };
  return {
    snapshots,
    trees,
    histories: [...paths].sort().map((path) => catalogue.entries.history(row.key, row.rootEntry, path)),
    differences: snapshots.flatMap(({ sequence: from }) =>
      snapshots.map(
        ({ sequence: to }) => catalogue.entries.diff({ planKey: row.key, from, to, path: '/', ...page }).items,
      ),
    ),
    found: catalogue.entries
      .find({ pattern: '*', planKeys: undefined, ...page })
      .items.map(({ path, firstSnapshot }) => `${path} ${firstSnapshot.name}`)
      .sort(),
  };
}

const rebuild = () =>
  real.run({ kind: 'rebuild', repositoryIds: real.catalogue.repositories.list().map(({ id }) => id) });

it('gives the same listings, histories and differences as the runs recorded', async () => {
  await makeHistory();
  const before = everything();
  expect(before.trees.map((tree) => tree.length > 20)).toEqual([true, true, true, true]);
  expect(await rebuild()).toMatchObject({ outcome: 'succeeded', result: { plans: 1, snapshots: 4 }, warnings: [] });
  expect(everything()).toEqual(before);
  real.catalogue.plans.remove(plan.plan.id);
  expect(await rebuild()).toMatchObject({ outcome: 'succeeded', result: { plans: 1, snapshots: 4 } });
  expect(real.catalogue.plans.get(plan.plan.id)?.plan).toEqual(plan.plan);
  const keys = (all: ReturnType<typeof everything>) => ({ ...all, snapshots: all.snapshots.map(({ id }) => id) });
  expect(keys(everything())).toEqual(keys(before));
});

it('goes on from a rebuilt catalogue without copying anything', async () => {
  await makeHistory();
  await rebuild();
  const unchanged = await real.run({ kind: 'backup', planId: plan.plan.id, fullChecksum: false });
  expect(unchanged).toMatchObject({ outcome: 'succeeded', result: { unchanged: true } });
});

it('takes in what was committed before a crash, at the end or in between', async () => {
  const [, second = '', , last = ''] = await makeHistory();
  const before = everything();
  for (const lost of [last, second]) {
    real.db.prepare('DELETE FROM snapshot WHERE id = ?').run(lost);
    if (lost === last)
      real.db.exec('DELETE FROM version WHERE first_seq = 4; UPDATE version SET last_seq = NULL WHERE last_seq = 3');
    await real.run({ kind: 'backup', planId: plan.plan.id, fullChecksum: false });
    const keep = ({ trees, histories, differences }: typeof before) => ({ trees, histories, differences });
    expect(keep(everything())).toEqual(keep(before));
  }
});

it('keeps two plans of one name apart, and pins, and what checks found', async () => {
  const [first = ''] = await makeHistory();
  real.catalogue.states.change(first, { pinned: true, verifiedAt: '2026-01-02T03:04:05.678Z' });
  real.catalogue.plans.remove(plan.plan.id);
  real.addPlan('plan', ['/elsewhere']);
  await rebuild();
  expect(real.catalogue.plans.get(plan.plan.id)?.plan.name).toMatch(/^Plan \(.+\)$/);
  expect(real.catalogue.snapshots.byId(first)).toMatchObject({ pinned: true, verifiedAt: '2026-01-02T03:04:05.678Z' });
});

it('leaves out a list that is no gzip file, whatever its sum', async () => {
  const [first = '', ...rest] = await makeHistory();
  const [metadata, manifest] = ['METADATA.gz', 'manifest.json'].map((name) => path.join(real.folderOf(first), name));
  fs.writeFileSync(metadata ?? '', gzipSync('{"path":"/x"').subarray(0, 20));
  const sum = execFileSync('sha256sum', [metadata ?? ''], { encoding: 'utf8' }).slice(0, 64);
  const content = JSON.parse(fs.readFileSync(manifest ?? '', 'utf8'));
  fs.writeFileSync(manifest ?? '', JSON.stringify({ ...content, metadata: sum }));
  const run = await rebuild();
  expect(run).toMatchObject({ outcome: 'succeeded-with-warnings', result: { snapshots: 3 } });
  expect(run.warnings.map((warning) => warning.path)).toEqual([metadata]);
  expect(everything().snapshots.map(({ id }) => id)).toEqual(rest.reverse());
});

it('leaves out what is damaged or hostile, by name, and takes the rest', async () => {
  const [first = '', second = '', third = '', last = ''] = await makeHistory();
  fs.writeFileSync(path.join(real.folderOf(first), 'manifest.json'), '{"format":1');
  fs.writeFileSync(path.join(real.folderOf(second), 'METADATA.gz'), 'not gzip');
  const hostile = path.join(real.folderOf(third), 'METADATA.gz');
  const lines = gunzipSync(fs.readFileSync(hostile)).toString('latin1').split('\n');
  const bad = [
    '{"path":"/../../etc/passwd","type":"file"}',
    '[]',
    'null',
    '{"path":"/a',
    `{"path":"${'/x'.repeat(9)}"}`,
  ];
  const stray = lines[0]?.replace('/tmp', '/not/listed/above');
  fs.writeFileSync(hostile, gzipSync(Buffer.from([...bad, stray, ...lines].join('\n'), 'latin1')));
  const sum = execFileSync('sha256sum', [hostile], { encoding: 'utf8' }).slice(0, 64);
  const manifest = path.join(real.folderOf(third), 'manifest.json');
  const content = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  fs.writeFileSync(manifest, JSON.stringify({ ...content, metadata: sum }));
  fs.mkdirSync(path.join(real.repository, 'plans/stray/snapshots/x'), { recursive: true });
  const before = everything().trees;
  const run = await rebuild();
  expect(run).toMatchObject({ outcome: 'succeeded-with-warnings', result: { plans: 1, snapshots: 2 } });
  expect(run.warningCount).toBeGreaterThanOrEqual(8);
  expect(everything().snapshots.map(({ id }) => id)).toEqual([last, third]);
  expect(everything().trees).toEqual(before.slice(0, 2));
});

it('passes over the folder of a plan that never committed anything', async () => {
  plan = real.addPlan('Plan', [real.source]);
  await real.backup(plan);
  fs.mkdirSync(path.join(plan.repositoryPath, 'plans/unused/snapshots'), { recursive: true });
  expect(await rebuild()).toMatchObject({ outcome: 'succeeded', result: { plans: 1, snapshots: 1 }, warnings: [] });
});
