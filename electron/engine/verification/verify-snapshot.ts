import type { TreePool } from '../backup/tree-pool.ts';
import { type FileRecord, fileType } from '../catalogue/file-record.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { SnapshotRow } from '../catalogue/snapshots-store.ts';
import type { SnapshotPaths } from '../repository/layout.ts';
import { sumOfFile } from '../repository/read-lists.ts';
import { readManifest } from '../repository/read-manifest.ts';
import type { RunContext } from '../runs/run-context.ts';
import { recordOf } from '../tools/record-of.ts';
import type { KnownSums } from './known-sums.ts';
import { type Fault, type FileToProve, proveAll } from './prove-all.ts';
import { type RecordedEntry, walkRecorded } from './walk-recorded.ts';

export interface Damage {
  /** Absolute source path, or that of the snapshot's own list. */
  readonly path: string;
  readonly reason: string;
  /** It is not there at all. */
  readonly missing: boolean;
  /** What a file's content should be; null for anything else. */
  readonly sha256: Buffer | null;
}

export interface Checked {
  /** Files of dumps among them. */
  readonly files: number;
  readonly links: number;
  readonly dumps: number;
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
  readonly entry: RecordedEntry;
  /** 0 where it was not looked at. */
  readonly ino: number;
}

/**
 * Looks at everything a snapshot lists: its manifest and lists, that each entry is there and of its type, and the content
 * of every file and dump by its SHA-256. A file that another snapshot of this run shared is read once.
 */
export async function verifySnapshot(request: VerifyRequest): Promise<Checked> {
  const { context, pool, known, snapshot } = request;
  const damage: Damage[] = [...(await checkLists(request.paths))];
  let [files, links, bytes] = [0, 0, 0];
  const count = (entries: readonly RecordedEntry[]): void => {
    const size = entries.reduce((sum, entry) => sum + entry.size, 0);
    files += entries.length;
    bytes += size;
    context.progress.advance({ files: entries.length, bytes: size }, entries.at(-1)?.path);
  };
  await proveAll({
    pool,
    signal: context.signal,
    files: copiesToRead(request, {
      onFault: (fault) => damage.push(fault),
      onLink: () => {
        links += 1;
      },
      onKnown: (entry) => count([entry]),
    }),
    onProved: (copies, faults) => {
      count(copies.map(({ tag }) => tag.entry));
      for (const [index, fault] of faults) {
        const { path = '', sha256 = null } = copies[index]?.tag.entry ?? {};
        damage.push({ path, sha256, ...fault });
      }
      if (known) remember(known, copies, faults);
    },
  });
  const dumped = await proveDumps(request);
  damage.push(...dumped.damage);
  return { files: files + dumped.files, links, dumps: snapshot.dumps, bytes: bytes + dumped.bytes, damage };
}

/** Dumps of databases, of which no other snapshot has a copy; their paths in damage are those in the repository. */
async function proveDumps({
  context,
  pool,
  snapshot,
  paths,
}: VerifyRequest): Promise<Omit<Checked, 'links' | 'dumps'>> {
  const dumped = context.catalogue.dumps.filesOf(snapshot.id);
  const damage: Damage[] = [];
  await proveAll({
    pool,
    signal: context.signal,
    files: dumped.map(({ path, size, sha256 }) => ({
      ...{ folder: paths.folder, name: path, size },
      sha256: Buffer.from(sha256, 'hex'),
      tag: null,
    })),
    onProved: (files, faults) => {
      const bytes = files.reduce((sum, { size }) => sum + size, 0);
      context.progress.advance({ files: files.length, bytes }, files.at(-1)?.name);
      for (const [index, fault] of faults) {
        damage.push({ path: `${paths.folder}/${files[index]?.name ?? ''}`, sha256: null, ...fault });
      }
    },
  });
  return { files: dumped.length, bytes: dumped.reduce((sum, { size }) => sum + size, 0), damage };
}

function remember(known: KnownSums, copies: readonly FileToProve<Copy>[], faults: ReadonlyMap<number, unknown>): void {
  for (const [index, { sha256, tag }] of copies.entries()) {
    if (tag.ino !== 0 && sha256 && !faults.has(index)) known.add(tag.ino, sha256);
  }
}

interface OnTheWay {
  readonly onFault: (damage: Damage) => void;
  readonly onLink: () => void;
  /** A file that was read already, and was right. */
  readonly onKnown: (entry: RecordedEntry) => void;
}

/** What has to be read; everything else is judged on the way. A file is looked at here only if it may have been read. */
function* copiesToRead(
  { context, known, plan, snapshot, paths }: VerifyRequest,
  { onFault, onLink, onKnown }: OnTheWay,
): Generator<FileToProve<Copy>> {
  const rootEntry = snapshot.rootEntry ?? plan.rootEntry;
  for (const entry of walkRecorded(context.db, { rootEntry, sequence: snapshot.sequence })) {
    const { path, type, size, sha256 } = entry;
    if (type === fileType.link) onLink();
    const record = type === fileType.file && known === null ? null : recordOf(`${paths.files}${path}`);
    if (type !== fileType.file) {
      const fault = shapeFault(entry, record);
      if (fault) onFault({ path, sha256: null, ...fault });
    } else if (record?.size === size && sha256 && known?.matches(record.ino, sha256)) {
      onKnown(entry);
    } else {
      yield { folder: paths.files, name: path.slice(1), size, sha256, tag: { entry, ino: record?.ino ?? 0 } };
    }
  }
}

function shapeFault(entry: RecordedEntry, record: FileRecord | null): Fault | null {
  if (record === null) return { reason: 'it is missing', missing: true };
  return record.type === entry.type ? null : { reason: 'something else is in its place', missing: false };
}

async function checkLists({ manifest: file, sums, metadata, created }: SnapshotPaths): Promise<Damage[]> {
  const manifest = readManifest(file);
  if (!manifest)
    return [
      { path: file, reason: 'the manifest is damaged or missing', missing: recordOf(file) === null, sha256: null },
    ];
  const damage: Damage[] = [];
  for (const [list, sum] of [
    [sums, manifest.sums],
    [metadata, manifest.metadata],
    [created, manifest.created],
  ] as const) {
    if (sum === undefined || (await sumOfFile(list)) === sum) continue;
    const missing = recordOf(list) === null;
    damage.push({ path: list, reason: missing ? 'it is missing' : 'its content has changed', missing, sha256: null });
  }
  return damage;
}
