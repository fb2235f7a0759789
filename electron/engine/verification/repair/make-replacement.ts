import fs from 'node:fs';
import path from 'node:path';
import { HoldfastError } from '#shared/errors.ts';
import { tryLink } from '../../backup/link-files.ts';
import { type FileRecord, fileType } from '../../catalogue/file-record.ts';
import type { VersionRow } from '../../catalogue/version-row.ts';
import { freeSpace } from '../../repository/free-space.ts';
import { attainableMode, thisUser } from '../../restore/compare-entry.ts';
import { fsPath } from '../../tools/fs-path.ts';
import { recordOf } from '../../tools/record-of.ts';
import { rsyncCopy } from '../../tools/rsync/rsync-copy.ts';
import { setTime } from '../../tools/set-time.ts';
import { type GoodCopy, type Lost, type RepairScope, Unrepairable, type Workshop } from './repair-scope.ts';

interface ReplacementRequest {
  readonly lost: Lost;
  /** The damaged copy as it lies there now; null where there is none. */
  readonly now: FileRecord | null;
  readonly good: GoodCopy;
  /** How many names it will have. */
  readonly names: number;
}

/** Some file systems allow 65,000 names of a file. */
const mostNames = 60_000;

/**
 * Makes what takes a damaged copy's place, beside it on the same volume; gives its path. Another copy of the very version
 * has the attributes as well: it only gets more names. Otherwise the content is copied, proven once more, made durable, and
 * given the attributes that were recorded, with the extended ones of the damaged copy.
 */
export async function makeReplacement(
  scope: RepairScope,
  workshop: Workshop,
  request: ReplacementRequest,
): Promise<string> {
  const { lost, good, names } = request;
  const file = path.join(workshop.staging, path.basename(lost.file));
  if (good.kind === 'snapshot' && good.sameVersion) {
    const links = fs.lstatSync(fsPath(good.place.file)).nlink;
    if (links + names < mostNames && tryLink(good.place.file, file)) return file;
  }
  await copyContent(scope, workshop, request);
  sync(file);
  await giveExtended(scope, workshop, request);
  giveRecorded(file, lost.version);
  await setTime(file, lost.version);
  return file;
}

const fileOf = (good: GoodCopy): string => (good.kind === 'snapshot' ? good.place.file : good.path);

async function copyContent(
  { pool, context }: RepairScope,
  { staging }: Workshop,
  { lost, good }: ReplacementRequest,
): Promise<void> {
  const { size, mode, uid, gid, mtimeS, mtimeNs, sha256 } = lost.version;
  const { freeBytes } = freeSpace(staging);
  if (freeBytes - size < context.keepFreeBytes) throw new HoldfastError('destination-full', { path: staging });
  const [from, name] = [fileOf(good), path.basename(fileOf(good))];
  const [uncopied] = await pool.run('copy', {
    source: path.dirname(from),
    target: staging,
    names: [name],
    records: Float64Array.of(size, mode, uid, gid, mtimeS, mtimeNs),
    sums: sha256 ?? new Uint8Array(32),
    runId: context.runId,
  });
  if (uncopied) throw new Unrepairable(`its good copy could not be copied: ${uncopied.reason}`);
  fs.renameSync(fsPath(path.join(staging, name)), fsPath(path.join(staging, path.basename(lost.file))));
}

/** Extended attributes and ACLs, which only rsync can give: from the damaged copy, or where there is none the good one. */
async function giveExtended(
  scope: RepairScope,
  { staging }: Workshop,
  { lost, now, good }: ReplacementRequest,
): Promise<void> {
  const { size } = lost.version;
  if (now?.type !== fileType.file) return giveAttributesOf(scope, fileOf(good), staging);
  if (now.size === size) return giveAttributesOf(scope, lost.file, staging);
  // rsync leaves contents alone where sizes are equal: what stands in between has first the one and then the other.
  const between = path.join(staging, 'attributes');
  const file = path.join(between, path.basename(lost.file));
  fs.mkdirSync(fsPath(between), { mode: 0o700 });
  const handle = fs.openSync(fsPath(file), 'wx', 0o600);
  try {
    fs.ftruncateSync(handle, now.size);
    await giveAttributesOf(scope, lost.file, between);
    fs.ftruncateSync(handle, size);
  } finally {
    fs.closeSync(handle);
  }
  await giveAttributesOf(scope, file, staging);
}

/** To what bears the same name in a folder, or to the one that lies there alone. */
async function giveAttributesOf({ rsync, context }: RepairScope, reference: string, folder: string): Promise<void> {
  const { stderr } = await rsyncCopy({
    program: rsync,
    source: path.dirname(reference),
    target: folder,
    selection: { kind: 'names', names: [path.basename(reference)] },
    attributesOnly: true,
    signal: context.signal,
    onItem: () => {},
  });
  for (const line of stderr.split('\n').filter((text) => text !== '')) context.log(line);
}

/** Owner first: giving a file away clears its set-id bits. */
export function giveRecorded(file: string, version: VersionRow): void {
  const now = recordOf(file);
  if (now === null) return;
  const user = thisUser();
  const { uid, gid } = version;
  if (user.uid === 0 && (now.uid !== uid || now.gid !== gid)) fs.lchownSync(fsPath(file), uid, gid);
  const mode = attainableMode(version, user);
  if (recordOf(file)?.mode !== mode) fs.chmodSync(fsPath(file), mode);
}

/** What its own owner may not open becomes durable with the volume, before anything is taken off the lists of damage. */
function sync(file: string): void {
  let handle: number;
  try {
    handle = fs.openSync(fsPath(file), 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') return;
    throw error;
  }
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}
