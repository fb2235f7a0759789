import type { TreePool } from '../backup/tree-pool.ts';
import { type FileRecord, fileType } from '../catalogue/file-record.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { SnapshotRow } from '../catalogue/snapshots-store.ts';
import { type TreeEntry, walkTree } from '../catalogue/walk-tree.ts';
import type { SnapshotPaths } from '../repository/layout.ts';
import { sumOfFile } from '../repository/read-lists.ts';
import { readManifest } from '../repository/read-manifest.ts';
import type { RunContext } from '../runs/run-context.ts';
import { recordOf } from '../tools/record-of.ts';
import { type FileToHash, hashAll, type ReadFile } from './hash-all.ts';
import type { KnownSums } from './known-sums.ts';

export interface Damage {
  /** Absolute source path, or that of the snapshot's own list. */
  readonly path: string;
  readonly reason: string;
  /** It is not there at all. */
  readonly missing: boolean;
}

export interface Checked {
  readonly files: number;
  readonly links: number;
  readonly bytes: number;
  readonly damage: readonly Damage[];
}

interface VerifyRequest {
  readonly context: RunContext;
  readonly pool: TreePool;
  /** Of the volume that the snapshot lies on. */
  readonly known: KnownSums;
  readonly plan: PlanRow;
  readonly snapshot: SnapshotRow;
  readonly paths: SnapshotPaths;
}

interface Copy {
  readonly entry: TreeEntry;
  readonly record: FileRecord;
}

/**
 * Looks at everything a snapshot lists: its manifest and lists, that each entry is there and of its type, and every
 * file's content by its SHA-256. A file that another snapshot of this run shared is read once.
 */
export async function verifySnapshot(request: VerifyRequest): Promise<Checked> {
  const { context, pool, known } = request;
  const damage: Damage[] = [...(await checkLists(request.paths))];
  let [files, links, bytes] = [0, 0, 0];
  const count = (entry: TreeEntry): void => {
    if (entry.type === fileType.link) {
      links += 1;
      return;
    }
    files += 1;
    bytes += entry.size;
    context.progress.advance({ files: 1, bytes: entry.size }, entry.path);
  };
  await hashAll({
    pool,
    signal: context.signal,
    files: copiesToRead(request, damage, count),
    onRead: (read) => {
      const { entry, record } = read.file.tag;
      count(entry);
      const reason = faultOf(read, entry);
      if (reason) damage.push({ path: entry.path, reason, missing: read.copy === null && read.problem === null });
      else if (record.ino !== 0 && entry.sha256) known.add(record.ino, entry.sha256);
    },
  });
  return { files, links, bytes, damage };
}

/** What has to be read; everything else is judged on the way. */
function* copiesToRead(
  { context, known, plan, snapshot, paths }: VerifyRequest,
  damage: Damage[],
  count: (entry: TreeEntry) => void,
): Generator<FileToHash<Copy>> {
  const tree = { folderId: plan.rootEntry, path: '/', sequence: snapshot.sequence };
  for (const entry of walkTree(context.db, tree)) {
    const record = recordOf(`${paths.files}${entry.path}`);
    const fault = shapeFault(entry, record);
    if (fault) damage.push({ path: entry.path, ...fault });
    if (entry.type === fileType.link) count(entry);
    if (entry.type !== fileType.file) continue;
    const same = record && entry.sha256 ? known.matches(record.ino, entry.sha256) : undefined;
    if (fault || !record || same === true) count(entry);
    else yield { folder: paths.files, name: entry.path.slice(1), size: entry.size, tag: { entry, record } };
  }
}

function shapeFault(entry: TreeEntry, record: FileRecord | null): Omit<Damage, 'path'> | null {
  if (record === null) return { reason: 'it is missing', missing: true };
  if (record.type !== entry.type) return { reason: 'something else is in its place', missing: false };
  if (record.size === entry.size) return null;
  return { reason: `it has ${record.size} bytes instead of ${entry.size}`, missing: false };
}

function faultOf({ sha256, copy, problem }: ReadFile<Copy>, entry: TreeEntry): string | null {
  if (problem) return problem;
  if (copy === null) return 'it is missing';
  return sha256 !== null && sha256 === entry.sha256?.toString('hex') ? null : 'its content has changed';
}

async function checkLists({ manifest: file, sums, metadata }: SnapshotPaths): Promise<Damage[]> {
  const manifest = readManifest(file);
  if (!manifest)
    return [{ path: file, reason: 'the manifest is damaged or missing', missing: recordOf(file) === null }];
  const damage: Damage[] = [];
  for (const [list, sum] of [
    [sums, manifest.sums],
    [metadata, manifest.metadata],
  ] as const) {
    if ((await sumOfFile(list)) === sum) continue;
    const missing = recordOf(list) === null;
    damage.push({ path: list, reason: missing ? 'it is missing' : 'its content has changed', missing });
  }
  return damage;
}
