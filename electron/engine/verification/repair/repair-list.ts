import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { dumpLines } from '../../backup/dump-lines.ts';
import { recordOrNull } from '../../backup/hash-files.ts';
import { type Listed, listBatch, listedColumns } from '../../backup/list-folders.ts';
import type { SnapshotRow } from '../../catalogue/snapshots-store.ts';
import { holdsAt } from '../../catalogue/version-row.ts';
import { snapshotPaths } from '../../repository/layout.ts';
import { sumOfFile } from '../../repository/read-lists.ts';
import { readManifest } from '../../repository/read-manifest.ts';
import { fsPath } from '../../tools/fs-path.ts';
import { attempt } from './attempt.ts';
import { keepAside } from './keep-aside.ts';
import { inFolder } from './put-in-place.ts';
import { leftItem, type Repaired, type RepairScope } from './repair-scope.ts';

/** A list of a snapshot's own that is damaged or missing, by where it lies. */
export interface LostList {
  readonly snapshot: SnapshotRow;
  readonly path: string;
  readonly reason: string;
}

/**
 * Makes a snapshot's list again from what the catalogue knows. Only one that comes out as it was, to the byte, takes the
 * damaged one's place: the manifest vouches for it. That is so for snapshots of some thousand entries at most, since larger
 * ones are listed in pieces whose order nobody remembers.
 */
export async function repairList(scope: RepairScope, lost: LostList): Promise<Repaired> {
  const { snapshot, path: file } = lost;
  const folder = path.join(scope.paths.snapshots, snapshot.name);
  const paths = snapshotPaths(folder);
  const manifest = readManifest(paths.manifest);
  const wanted = manifest && { [paths.sums]: manifest.sums, [paths.metadata]: manifest.metadata }[file];
  if (!wanted) return leftItem([lost], `${lost.reason}, and nothing else tells what it said`, 'back-up');
  if ((await sumOfFile(file)) === wanted) return repairedList(lost, 'sound');
  await setImmediate();
  const listed = listAgain(scope, snapshot);
  const dumped = scope.context.catalogue.dumps.filesOf(snapshot.id);
  const bytes = file === paths.sums ? Buffer.concat([listed.sums, ...dumpLines(dumped)]) : listed.metadata;
  if (listed.pending.length > 0 || crypto.hash('sha256', bytes, 'hex') !== wanted) {
    return leftItem([lost], `${lost.reason}, and it can’t be made again as it was`, 'back-up');
  }
  if (scope.dryRun) return repairedList(lost, 'repaired');
  return attempt(scope, [lost], async () => {
    const workshop = scope.newWorkshop();
    const made = path.join(workshop.staging, path.basename(file));
    writeWhole(made, bytes);
    const note = { path: file, found: { reason: lost.reason }, at: new Date(scope.context.now()).toISOString() };
    await inFolder(folder, () => {
      keepAside(workshop, { file, now: recordOrNull(file), note: { ...note, from: 'the catalogue' } });
      fs.renameSync(fsPath(made), fsPath(file));
    });
    return repairedList(lost, 'repaired');
  });
}

const repairedList = (lost: LostList, outcome: 'repaired' | 'sound'): Repaired => ({
  item: { path: lost.path, snapshots: [lost.snapshot.name], outcome, from: null, reason: null, next: null },
  bytes: 0,
  places: [lost],
});

function listAgain({ context, plan }: RepairScope, { rootEntry, sequence }: SnapshotRow) {
  const children = context.db
    .prepare<unknown[], Listed>(
      `SELECT e.id, e.name, ${listedColumns} FROM entry e CROSS JOIN version v ON v.entry_id = e.id
       WHERE e.parent_id = +@folderId AND ${holdsAt} ORDER BY e.name`,
    )
    .raw();
  const read = (folderId: number): Listed[] => children.all({ folderId, seq: sequence });
  return listBatch(read, [{ id: rootEntry ?? plan.rootEntry, path: '' }]);
}

function writeWhole(file: string, bytes: Uint8Array): void {
  const handle = fs.openSync(fsPath(file), 'wx', 0o600);
  try {
    fs.writeFileSync(handle, bytes);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}
