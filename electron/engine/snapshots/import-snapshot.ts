import { setImmediate } from 'node:timers/promises';
import type { PlanRow } from '../catalogue/plans-store.ts';
import { addOwnTree, treeKey } from '../catalogue/safety-tree.ts';
import { createSnapshotWriter, type SnapshotWriter } from '../catalogue/snapshot-writer.ts';
import type { NewSnapshot } from '../catalogue/snapshots-store.ts';
import { beginImport, endImport, undoImport } from '../catalogue/unfinished-import.ts';
import { writeDumps, writeProofs } from '../catalogue/write-dumps.ts';
import { readTables } from '../databases/read-tables.ts';
import { snapshotPaths } from '../repository/layout.ts';
import type { Manifest } from '../repository/manifest.ts';
import { type ReadEntry, readLists, sumOfFile } from '../repository/read-lists.ts';
import { readSnapshotState } from '../repository/snapshot-state.ts';
import type { RunContext } from '../runs/run-context.ts';
import { forgetContent } from '../storage/plan-content.ts';
import { writeUnusual } from '../unusual/unusual-store.ts';
import { writeDamage } from '../verification/damage-store.ts';

/** It is no state of its plan's files: a safety snapshot, or one of databases alone. */
export const standsAlone = ({ kind, components }: Manifest): boolean => kind === 'safety' || components.files === null;

/** A committed snapshot as it lies in its repository. */
export interface StoredSnapshot {
  readonly folder: string;
  readonly name: string;
  readonly manifest: Manifest;
  /** Its place in the catalogue's order: the manifest's, or a later one where another snapshot claims that too. */
  readonly sequence: number;
}

/** The catalogue's write lock is given back so often. */
const transactionMs = 1000;

/**
 * Takes a snapshot into the catalogue from its own lists. A backup of files must be newer than all those that the
 * catalogue has of its plan; any other snapshot gets a tree of its own, whenever it was made.
 * False, with a warning, if its lists are damaged or missing; a single bad line is left out with a warning. Cut off, it
 * is taken back at once, or by whoever looks at the plan next (`undoImport`) if the process died.
 */
export async function importSnapshot(context: RunContext, plan: PlanRow, stored: StoredSnapshot): Promise<boolean> {
  const { db, catalogue } = context;
  const paths = snapshotPaths(stored.folder);
  const { manifest } = stored;
  for (const [file, sum] of [
    [paths.metadata, manifest.metadata],
    [paths.sums, manifest.sums],
  ] as const) {
    if ((await sumOfFile(file)) !== sum) return leaveOut(context, stored, file);
  }
  const transaction = createSlices(db);
  try {
    transaction.begin();
    beginImport(db, plan.key);
    const { writer, rootEntry } = openWriter(context, plan, stored);
    for await (const entries of readLists(paths)) {
      await transaction.breathe();
      context.signal.throwIfAborted();
      record(context, writer, stored, entries);
    }
    writer.finish();
    catalogue.snapshots.insert({ ...rowOf(plan, stored), rootEntry });
    const { databases = [], globals = [] } = manifest.components;
    writeDumps(db, manifest.id, { databases, globals, tablesOf: (dump) => readTables(stored.folder, dump) });
    const state = readSnapshotState(paths.state);
    writeDamage(db, manifest.id, state.damaged);
    writeProofs(db, manifest.id, state.proofs);
    writeUnusual(db, manifest.id, { extent: manifest.unusual, reply: state.unusual });
    endImport(db, plan.key);
    transaction.end();
    return true;
  } catch (error) {
    transaction.undo();
    undoImport(db, plan.key);
    if (isUnreadable(error)) return leaveOut(context, stored, paths.metadata);
    throw error;
  }
}

function openWriter({ db, catalogue }: RunContext, plan: PlanRow, { manifest, sequence }: StoredSnapshot) {
  if (standsAlone(manifest)) {
    const rootEntry = addOwnTree(db, plan.key, manifest.id);
    const tree = { key: treeKey(plan.key), rootEntry };
    return { writer: createSnapshotWriter(db, tree, { sequence, previous: null, lastSeq: sequence }), rootEntry };
  }
  forgetContent(db, plan.key);
  const previous = catalogue.snapshots.highestState(plan.key) || null;
  return { writer: createSnapshotWriter(db, plan, { sequence, previous }), rootEntry: null };
}

function leaveOut(context: RunContext, { name }: StoredSnapshot, file: string): false {
  const message = `The snapshot ${name} was left out of the catalogue: its list ${file} is damaged or missing. Its files can still be read in the repository; “holdfast delete ${name}” removes it.`;
  context.warn({ code: 'file-damaged', path: file, message });
  return false;
}

/** The list is no gzip file after all (zlib's codes begin with Z_), or no list. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof RangeError || (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'));

function record(
  context: RunContext,
  writer: SnapshotWriter,
  { folder }: StoredSnapshot,
  entries: readonly (ReadEntry | null)[],
): void {
  for (const entry of entries) {
    if (entry && writer.add(entry)) continue;
    const path = entry?.path ?? snapshotPaths(folder).metadata;
    const reason = entry ? 'its folder is not listed' : 'a line of the list is not an entry';
    context.warn({ code: 'file-damaged', path, message: `Left out of the catalogue: ${path} (${reason}).` });
  }
  const last = entries.at(-1);
  context.progress.advance({ files: entries.length }, last?.path);
}

const nothing = {
  ...{ files: 0, folders: 0, bytes: 0 },
  changes: { added: 0, changed: 0, removed: 0, unchanged: 0, moved: 0, bytesCopied: 0 },
};

function rowOf(plan: PlanRow, { folder, name, manifest, sequence }: StoredSnapshot): Omit<NewSnapshot, 'rootEntry'> {
  const { id, kind, startedAt, completedAt, warningCount, components } = manifest;
  const { files, folders, bytes, changes } = components.files ?? nothing;
  const state = readSnapshotState(snapshotPaths(folder).state);
  return {
    ...{ id, kind, planKey: plan.key, sequence, name, startedAt, completedAt },
    ...{ files, folders, bytes, changes, warningCount },
    confirmedAt: state.confirmedAt ?? completedAt,
    pinned: state.pinned,
    damaged: state.damaged.length,
    verifiedAt: state.verifiedAt,
    missing: false,
    hasFiles: components.files !== null,
    begunBy: [...new Set([manifest.scheduleId ?? null, ...state.confirmedBy])],
  };
}

/** A transaction that is committed and begun again every second, so that others may write in between. */
function createSlices(db: RunContext['db']) {
  let since = 0;
  const begin = (): void => {
    db.exec('BEGIN IMMEDIATE');
    since = performance.now();
  };
  return {
    begin,
    breathe: async (): Promise<void> => {
      if (performance.now() - since < transactionMs) return;
      db.exec('COMMIT');
      await setImmediate();
      begin();
    },
    end: () => void db.exec('COMMIT'),
    undo: () => {
      if (db.inTransaction) db.exec('ROLLBACK');
    },
  };
}
