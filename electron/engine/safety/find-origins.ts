import { isAsPlanned } from '../backup/copy-names.ts';
import { isKeptTime } from '../backup/kept-time.ts';
import type { TreePool } from '../backup/tree-pool.ts';
import { createEntryPaths } from '../catalogue/entry-paths.ts';
import { fileType } from '../catalogue/file-record.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { SnapshotRow } from '../catalogue/snapshots-store.ts';
import { type PlanPaths, snapshotPaths } from '../repository/layout.ts';
import type { RunContext } from '../runs/run-context.ts';
import { recordOf } from '../tools/record-of.ts';
import { joinSums } from '../verification/prove-all.ts';
import { runBatches } from '../verification/run-batches.ts';
import { changedMeanwhile, type NotSaved } from './not-saved.ts';
import { fileKey, type SafetySheet, type SavedFile } from './safety-sheet.ts';

export interface OriginsRequest {
  readonly context: RunContext;
  readonly plan: PlanRow;
  readonly paths: PlanPaths;
  readonly pool: TreePool;
  readonly sheet: SafetySheet;
  readonly notSaved: NotSaved;
}

/** A copy in a backup, which is as the file was recorded there. */
interface Origin {
  /** Below the plan's `snapshots`. */
  readonly path: string;
  readonly inode: string;
  readonly sha256: Buffer;
}

interface Candidate {
  readonly file: SavedFile;
  readonly origins: readonly Origin[];
  readonly folder: '';
  readonly size: number;
}

/**
 * Finds the files whose content and attributes a backup of the plan holds at their path: these need only be linked to
 * that copy. Both are read: what is there now against the recorded sum, and the copy, since it is to be relied on.
 */
export async function findOrigins(request: OriginsRequest): Promise<void> {
  const { context, pool } = request;
  const record = createRecorder(request.sheet);
  await runBatches<Candidate>({
    pool,
    files: candidates(request),
    signal: context.signal,
    run: async (batch) => record(await proveBatch(request, batch)),
  });
}

function* candidates({ context, plan, paths, sheet }: OriginsRequest): Generator<Candidate> {
  const find = createOriginFinder(context, plan, paths);
  for (const file of sheet.read(`type = ${fileType.file} AND origin IS NULL`)) {
    const origins = find(file);
    if (origins.length > 0) yield { file, origins, folder: '', size: file.size };
  }
}

interface VersionSpan {
  readonly firstSeq: number;
  readonly lastSeq: number | null;
  readonly sha256: Buffer;
}

function createOriginFinder({ db, catalogue }: RunContext, plan: PlanRow, paths: PlanPaths) {
  const entryPaths = createEntryPaths(db);
  const backups = catalogue.snapshots.list(plan.key).filter(({ kind, hasFiles }) => kind === 'backup' && hasFiles);
  const versions = db.prepare<unknown[], VersionSpan>(
    `SELECT first_seq AS firstSeq, last_seq AS lastSeq, sha256 FROM version WHERE entry_id = @entryId
       AND type = ${fileType.file} AND size = @size AND mtime_s = @mtimeS AND mtime_ns = @mtimeNs AND mode = @mode
       AND uid = @uid AND gid = @gid AND sha256 IS NOT NULL ORDER BY first_seq DESC`,
  );
  return (file: SavedFile): readonly Origin[] => {
    const entryId = entryPaths.find(plan.rootEntry, file.path);
    if (entryId === undefined) return [];
    return versions.all({ ...file, entryId }).flatMap((version) => {
      const holds = ({ sequence }: SnapshotRow): boolean =>
        sequence >= version.firstSeq && (version.lastSeq === null || sequence <= version.lastSeq);
      const snapshot = backups.find(holds);
      return snapshot ? (originIn(paths, snapshot, file, version.sha256) ?? []) : [];
    });
  };
}

/** Undefined where the copy is not there any more as it was recorded. */
function originIn(paths: PlanPaths, { name }: SnapshotRow, file: SavedFile, sha256: Buffer): Origin | undefined {
  const copy = `${snapshotPaths(`${paths.snapshots}/${name}`).files}${file.path}`;
  const record = recordOf(copy);
  if (record?.type !== fileType.file || record.size !== file.size || !isKeptTime(record, file)) return undefined;
  // Somebody has linked a snapshot's copy to where it is used.
  if (record.dev === file.dev && record.ino === file.ino) return undefined;
  return { path: copy.slice(paths.snapshots.length + 1), inode: `${record.dev}:${record.ino}`, sha256 };
}

interface Proved {
  readonly file: SavedFile;
  readonly origin: Origin;
}

async function proveBatch({ pool, paths, notSaved }: OriginsRequest, batch: readonly Candidate[]): Promise<Proved[]> {
  const names = batch.map(({ file }) => file.path.slice(1));
  const hashed = await pool.run('hash', { copies: '', originals: null, names });
  const equal = batch.flatMap(({ file, origins }, index): Proved[] => {
    const { sha256 = null, copy = null } = hashed[index] ?? {};
    if (sha256 === null || !isAsPlanned({ ...file, folderId: 0 }, { sha256, copy, original: copy })) {
      notSaved.add(file.path, changedMeanwhile);
      return [];
    }
    const origin = origins.find((one) => one.sha256.toString('hex') === sha256);
    return origin ? [{ file, origin }] : [];
  });
  if (equal.length === 0) return [];
  const unproven = await pool.run('prove', {
    folder: paths.snapshots,
    names: equal.map(({ origin }) => origin.path),
    sizes: Float64Array.from(equal, ({ file }) => file.size),
    sums: joinSums(equal.map(({ origin }) => origin)),
  });
  const damaged = new Set(unproven.map(({ index }) => index));
  return equal.filter((_, index) => !damaged.has(index));
}

/** All names of a file are linked to one copy, and no copy stands for two files: what is one there must be one here. */
function createRecorder({ db }: SafetySheet): (proved: readonly Proved[]) => void {
  const takenBy = new Map<string, string>();
  const link = db.prepare('UPDATE saved SET origin = @origin, sha256 = @sha256 WHERE path = @path');
  const linkAll = db.prepare(
    `UPDATE saved SET origin = @origin, sha256 = @sha256 WHERE dev = @dev AND ino = @ino AND names > 1`,
  );
  return db.transaction((proved: readonly Proved[]) => {
    for (const { file, origin } of proved) {
      const key = fileKey(file);
      if ((takenBy.get(origin.inode) ?? key) !== key) continue;
      takenBy.set(origin.inode, key);
      (file.names > 1 ? linkAll : link).run({ ...file, origin: origin.path, sha256: origin.sha256 });
    }
  });
}
