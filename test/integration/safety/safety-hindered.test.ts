import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PlanRow } from '../../../electron/engine/catalogue/plans-store.ts';
import { planPaths } from '../../../electron/engine/repository/layout.ts';
import { expectSound } from '../../helpers/check-snapshots.ts';
import { fingerprint } from '../../helpers/compare-trees.ts';
import { eventually } from '../../helpers/eventually.ts';
import { makeSafety } from '../../helpers/make-safety.ts';
import { createRealHome, type RealHome } from '../../helpers/real-home.ts';
import { canMount, mountTmpfs, unmount } from '../../helpers/volumes.ts';
import { withEngine } from '../../helpers/with-engine.ts';

const script = fileURLToPath(new URL('../../fixtures/make-safety.ts', import.meta.url));

let real: RealHome;
let plan: PlanRow;
beforeEach(() => {
  real = createRealHome();
  plan = real.addPlan('Papers', [real.source]);
});
afterEach(() => real.close());

const at = (name: string): string => path.join(real.source, name);
const bash = (line: string): void => void execFileSync('bash', ['-ec', line], { cwd: real.source });
const namesIn = (place: 'snapshots' | 'incomplete' | 'trash'): string[] => {
  const folder = planPaths(real.repository, plan.plan.slug)[place];
  return fs.existsSync(folder) ? fs.readdirSync(folder).sort() : [];
};
const isRoot = process.getuid?.() === 0;

const handOver = (): void => {
  if (isRoot) execFileSync('chown', ['-R', '65534:65534', path.dirname(real.home)]);
};

/** As nobody, who may not read everything; gives what it said last. */
function saveApart(folder: string, end: 'ends' | 'is killed' = 'ends'): string {
  const as = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
  const snapshot = real.catalogue.snapshots.newestState(plan.key)?.id ?? '';
  const [program = '', ...args] = [...as, process.execPath, script, real.home, plan.plan.id, snapshot, folder];
  const { stdout, signal } = spawnSync(program, [...args, end], { encoding: 'utf8' });
  expect(signal).toBe(end === 'ends' ? null : 'SIGKILL');
  return stdout.trim().split('\n').at(-1) ?? '';
}

it('what can’t be read is named, and nothing is left', async () => {
  bash('mkdir d; echo a > d/a; echo b > d/b; chmod 000 d/a');
  await real.backup(plan);
  handOver();
  const told = JSON.parse(saveApart(at('d')));
  expect(told).toMatchObject({
    code: 'safety-incomplete',
    details: { count: 1, paths: [`${at('d/a')} (it can’t be read: permission denied)`] },
  });
  expect(told.message).toContain('--no-safety');
  expect(namesIn('snapshots')).toHaveLength(1);
  expect(namesIn('incomplete')).toEqual([]);
});

it('killed on its way, it is listed nowhere, and what is left goes with the next run', async () => {
  bash('mkdir d; for n in $(seq 4000); do echo $n > d/$n; done; head -c 3000000 /dev/urandom > d/large');
  await real.backup(plan);
  bash('for n in d/*; do echo more >> $n; done');
  handOver();
  const before = fingerprint(real.source);
  saveApart(at('d'), 'is killed');
  expect(namesIn('incomplete')).toEqual([expect.stringMatching(/^safety-/)]);
  expect(namesIn('snapshots')).toHaveLength(1);
  expect(fingerprint(real.source)).toBe(before);

  expect(await real.run({ kind: 'backup', planId: plan.plan.id, fullChecksum: false })).toMatchObject({
    outcome: 'succeeded-with-warnings',
    warnings: [{ code: 'unusual-change' }],
    result: { unchanged: false, files: { bytesCopied: expect.any(Number) } },
  });
  expect(namesIn('incomplete')).toEqual([]);
  expect(namesIn('trash')).toHaveLength(1);
  await real.run({ kind: 'delete', planId: plan.plan.id, snapshotIds: [] });
  expect(namesIn('trash')).toEqual([]);
  await expectSound(real.home);
}, 180_000);

it('killed on its way, what is left goes by itself when an engine starts that stays', async () => {
  bash('mkdir d; for n in $(seq 4000); do echo $n > d/$n; done');
  await real.backup(plan);
  bash('for n in d/*; do echo more >> $n; done');
  handOver();
  saveApart(at('d'), 'is killed');
  expect(namesIn('incomplete')).toHaveLength(1);
  await withEngine(real.home, 'host', Date.now, () =>
    eventually(() => namesIn('incomplete').length + namesIn('trash').length === 0),
  );
  expect([...namesIn('incomplete'), ...namesIn('trash')]).toEqual([]);
  await expectSound(real.home);
}, 180_000);

it.skipIf(!canMount)('a disk that is full halfway: refused, and nothing is left of it', async () => {
  const disk = real.at('disk');
  mountTmpfs(disk, 'size=20m,nr_inodes=120');
  const full = createRealHome(path.join(disk, 'repository'));
  try {
    fs.writeFileSync(path.join(full.source, 'a'), 'a');
    const papers = full.addPlan('Papers', [full.source]);
    const restoredSnapshotId = await full.backup(papers);
    for (let number = 0; number < 200; number += 1) fs.writeFileSync(path.join(full.source, `f${number}`), 'new');
    const touched = { delete: fs.readdirSync(full.source).map((name) => path.join(full.source, name)) };
    const refused = makeSafety({ ...full, plan: papers, restoredSnapshotId, touched });
    await expect(refused).rejects.toMatchObject({ code: 'destination-full' });
    const { incomplete, snapshots } = planPaths(full.repository, papers.plan.slug);
    expect(fs.readdirSync(incomplete)).toEqual([]);
    expect(fs.readdirSync(snapshots)).toHaveLength(1);
    expect(full.catalogue.snapshots.list()).toHaveLength(1);
  } finally {
    full.close();
    unmount(disk);
  }
});
