import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RunDetail } from '../../../shared/domain/run.ts';
import { differences } from '../../helpers/compare-trees.ts';
import { createRealHome, type RealHome } from '../../helpers/real-home.ts';

let real: RealHome;
beforeEach(() => {
  real = createRealHome();
});
afterEach(() => real.close());

const write = (name: string, content: string) => {
  const file = path.join(real.source, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
};
const copy = (id: string, name: string) => path.join(real.folderOf(id), 'files', real.source, name);
const read = (id: string, name: string) => fs.readFileSync(copy(id, name), 'utf8');
const nameOf = (id: string) => path.basename(real.folderOf(id));
const stateOf = (id: string) => JSON.parse(fs.readFileSync(path.join(real.folderOf(id), 'state.json'), 'utf8'));
const verify = (...snapshotIds: string[]) => real.run({ kind: 'verify', snapshotIds });
const repair = (snapshotIds: string[], dryRun = false) => real.run({ kind: 'repair', snapshotIds, dryRun });
const resultOf = (run: RunDetail) => {
  if (run.result?.kind !== 'repair') throw new Error(JSON.stringify(run));
  return run.result;
};
const damagedFolder = (id: string) => path.join(path.dirname(path.dirname(real.folderOf(id))), 'damaged');

/** Writes through the inode, as a failing disk does: neither size nor time tell. */
function rot(file: string, content?: string): void {
  const stats = fs.statSync(file);
  const before = fs.readFileSync(file);
  const after = content === undefined ? Buffer.from(before.map((byte) => byte ^ 1)) : Buffer.from(content);
  fs.chmodSync(file, 0o600);
  fs.writeFileSync(file, after);
  fs.chmodSync(file, stats.mode & 0o7777);
  fs.utimesSync(file, stats.atime, stats.mtime);
}

it('a damaged copy is found in every snapshot that shares it, and each is marked until a check clears it', async () => {
  write('file', 'content');
  write('other', 'one');
  const plan = real.addPlan('Plan', [real.source]);
  const first = await real.backup(plan);
  write('other', 'two');
  const second = await real.backup(plan);
  rot(copy(first, 'file'));
  const run = await verify(second);
  expect(run).toMatchObject({ outcome: 'failed', error: { code: 'damaged' } });
  expect(run.error?.message).toContain(`holdfast repair ${nameOf(second)}`);
  const { damaged } = run.result?.kind === 'verify' ? run.result : { damaged: [] };
  expect(damaged).toMatchObject([{ snapshot: nameOf(second), sharedWith: [nameOf(first)] }]);
  for (const id of [first, second]) {
    expect(real.catalogue.snapshots.byId(id)).toMatchObject({ damaged: 1 });
    expect(stateOf(id).damaged).toMatchObject([{ path: path.join(real.source, 'file') }]);
  }
  const page = real.catalogue.damage.page(first, { after: undefined, limit: 10 });
  expect(page.items).toMatchObject([{ path: path.join(real.source, 'file'), sharedWith: [nameOf(second)] }]);
  rot(copy(first, 'file'));
  expect((await verify(first)).outcome).toBe('succeeded');
  expect(real.catalogue.snapshots.byId(first)).toMatchObject({ damaged: 0 });
  expect(real.catalogue.snapshots.byId(second)).toMatchObject({ damaged: 1 });
});

it('repairs from the source under all names at once, keeps the damaged copy aside and changes nothing else', async () => {
  write('folder/file', 'content');
  write('other', 'one');
  fs.chmodSync(path.join(real.source, 'folder/file'), 0o640);
  const plan = real.addPlan('Plan', [real.source]);
  const first = await real.backup(plan);
  const good = real.at('good');
  fs.cpSync(real.folderOf(first), good, { recursive: true, preserveTimestamps: true });
  write('other', 'two');
  const second = await real.backup(plan);
  const before = differences(real.source, copy(second, '.'));
  rot(copy(first, 'folder/file'));
  await verify(first);
  const dry = await repair([first], true);
  expect(resultOf(dry)).toMatchObject({ dryRun: true, repaired: 1, fromSource: 1, left: 0 });
  expect(read(first, 'folder/file')).not.toBe('content');
  const run = await repair([first]);
  expect(run).toMatchObject({ outcome: 'succeeded' });
  expect(resultOf(run)).toMatchObject({ repaired: 1, fromSnapshot: 0, fromSource: 1, left: 0, bytes: 7 });
  for (const id of [first, second]) {
    expect(read(id, 'folder/file')).toBe('content');
    expect(real.catalogue.snapshots.byId(id)).toMatchObject({ damaged: 0, verifiedAt: null });
    expect(stateOf(id)).toMatchObject({ damaged: [] });
  }
  expect(fs.statSync(copy(first, 'folder/file')).ino).toBe(fs.statSync(copy(second, 'folder/file')).ino);
  expect(differences(real.source, copy(second, '.'))).toEqual(before);
  const kept = path.join(damagedFolder(first), run.id);
  expect(fs.readFileSync(path.join(kept, '1/file'), 'utf8')).not.toBe('content');
  const note = JSON.parse(fs.readFileSync(path.join(kept, '1.json'), 'utf8'));
  expect(note).toMatchObject({ path: path.join(real.source, 'folder/file'), from: { snapshot: null } });
  expect(note.snapshots).toHaveLength(2);
  expect((await verify(first, second)).outcome).toBe('succeeded');
  const next = await real.run({ kind: 'backup', planId: plan.plan.id, fullChecksum: false });
  expect(next).toMatchObject({ outcome: 'succeeded', result: { unchanged: true }, warnings: [] });
});
