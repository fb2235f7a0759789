import fs from 'node:fs';
import { recordFlags } from '../catalogue/file-record.ts';
import { manifestSchema } from '../repository/manifest.ts';
import { readSnapshotState } from '../repository/snapshot-state.ts';
import type { RunReport } from '../runs/run-job.ts';
import { changeState } from '../snapshots/snapshot-states.ts';
import { fsPath } from '../tools/fs-path.ts';
import { removeTree } from '../tools/remove-tree.ts';
import { removeLeftovers } from './adopt-leftovers.ts';
import { refreshCatalogue } from './apply-to-catalogue.ts';
import type { BackupScope, Base } from './backup-scope.ts';
import { type DumpedDatabases, tellDatabases } from './dump-databases.ts';
import { hashFile } from './hash-files.ts';
import { withCatalogue } from './settle-doubtful.ts';
import { itemKind } from './worksheet.ts';

/** Whether the base says all there is to say: nothing differs, nothing newly unreadable, its own lists intact. */
export function isUnchanged(scope: BackupScope): boolean {
  return scope.base !== null && !hasChanges(scope) && !newlyCarried(scope) && hasIntactLists(scope);
}

function hasChanges({ worksheet }: BackupScope): boolean {
  return (
    worksheet.db
      .prepare(`SELECT 1 FROM item WHERE kind NOT IN (${itemKind.same}, ${itemKind.carried}) LIMIT 1`)
      .get() !== undefined
  );
}

/** Carried in this run but not in the base: a new snapshot says so. */
function newlyCarried({ context, worksheet }: BackupScope): boolean {
  return withCatalogue(context.db, worksheet.path, () => {
    const row = context.db.prepare(
      `SELECT 1 FROM work.item i JOIN version v ON v.entry_id = i.entry_id AND v.last_seq IS NULL
       WHERE i.kind = ${itemKind.carried} AND NOT v.flags & ${recordFlags.carried} LIMIT 1`,
    );
    return row.get() !== undefined;
  });
}

function hasIntactLists({ base, context }: BackupScope): boolean {
  if (!base) return false;
  try {
    const manifest = manifestSchema.parse(JSON.parse(fs.readFileSync(fsPath(base.paths.manifest), 'utf8')));
    const { sums, metadata } = base.paths;
    if (hashFile(sums).sha256 === manifest.sums && hashFile(metadata).sha256 === manifest.metadata) return true;
  } catch (error) {
    context.log(`the manifest of snapshot ${base.snapshot.name} can't be read: ${String(error)}`);
  }
  const message = `The lists of snapshot ${base.snapshot.name} are damaged or missing; a new snapshot is made.`;
  context.warn({ code: 'base-damaged', path: base.paths.folder, message });
  return false;
}

/** Records that the newest snapshot still is how things are: no new tree. */
export function confirmUnchanged(scope: BackupScope, dumped: DumpedDatabases): RunReport {
  const { context, base, worksheet, target, scheduleId = null } = scope;
  if (!base) throw new Error('there is no snapshot to confirm');
  const confirmedAt = new Date(context.now()).toISOString();
  withCatalogue(context.db, worksheet.path, () => {
    context.db
      .transaction(() => {
        refreshCatalogue(context.db);
        changeState(context.db, base.snapshot.id, { confirmedAt, confirmedBy: confirmedBy(base, scheduleId) });
      })
      .immediate();
  });
  removeLeftovers(scope);
  removeTree(target.folder);
  const files = { added: 0, changed: 0, removed: 0, unchanged: base.snapshot.files, moved: 0, bytesCopied: 0 };
  const result = { kind: 'backup', unchanged: true, files, databases: tellDatabases(dumped) } as const;
  return { snapshotId: base.snapshot.id, result };
}

/** All that confirmed it so far; what made it says its manifest. */
const confirmedBy = ({ snapshot, paths }: Base, scheduleId: string | null): (string | null)[] => {
  const before = readSnapshotState(paths.state).confirmedBy;
  return [...new Set([...before, ...(snapshot.begunBy.includes(scheduleId) ? [] : [scheduleId])])];
};
