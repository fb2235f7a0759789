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
import type { KnownSums } from './known-sums.ts';
import { type FileToProve, proveAll } from './prove-all.ts';

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
  /** Of the volume that the snapshot lies on; null where no other snapshot is read that could share files with it. */
  readonly known: KnownSums | null;
  readonly plan: PlanRow;
  readonly snapshot: SnapshotRow;
  readonly paths: SnapshotPaths;
}

interface Copy {
  readonly entry: TreeEntry;
  /** 0 where it was not looked at. */
  readonly ino: number;
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
  await proveAll({
    pool,
    signal: context.signal,
    files: copiesToRead(request, damage, count),
    onProved: ({ tag: { entry, ino } }, fault) => {
      count(entry);
      if (fault) damage.push({ path: entry.path, ...fault });
      else if (ino !== 0 && entry.sha256) known?.add(ino, entry.sha256);
    },
  });
  return { files, links, bytes, damage };
}

/** What has to be read; everything else is judged on the way. A file is looked at here only if it may have been read. */
function* copiesToRead(
  { context, known, plan, snapshot, paths }: VerifyRequest,
  damage: Damage[],
  count: (entry: TreeEntry) => void,
): Generator<FileToProve<Copy>> {
  const tree = { folderId: plan.rootEntry, path: '/', sequence: snapshot.sequence };
  for (const entry of walkTree(context.db, tree)) {
    const isFile = entry.type === fileType.file;
    const record = isFile && known === null ? null : recordOf(`${paths.files}${entry.path}`);
    if (!isFile) {
      const fault = shapeFault(entry, record);
      if (fault) damage.push({ path: entry.path, ...fault });
      if (entry.type === fileType.link) count(entry);
      continue;
    }
    const { size, sha256 } = entry;
    const same = record && sha256 && record.size === size ? known?.matches(record.ino, sha256) : undefined;
    if (same === true) count(entry);
    else yield { folder: paths.files, name: entry.path.slice(1), size, sha256, tag: { entry, ino: record?.ino ?? 0 } };
  }
}

function shapeFault(entry: TreeEntry, record: FileRecord | null): Omit<Damage, 'path'> | null {
  if (record === null) return { reason: 'it is missing', missing: true };
  return record.type === entry.type ? null : { reason: 'something else is in its place', missing: false };
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
