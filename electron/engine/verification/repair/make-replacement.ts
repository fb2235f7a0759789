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
  const file = replacementIn(workshop);
  if (good.kind === 'snapshot' && good.sameVersion) {
    const links = fs.lstatSync(fsPath(good.place.file)).nlink;
    if (links + names < mostNames && tryLink(good.place.file, file)) return file;
  }
  const folder = path.join(workshop.staging, 'copy');
  fs.mkdirSync(fsPath(folder), { mode: 0o700 });
  const copy = await copyContent(scope, folder, request);
  sync(copy);
  fs.renameSync(fsPath(await giveExtended(scope, { workshop, copy }, request)), fsPath(file));
  giveRecorded(file, lost.version);
  await setTime(file, lost.version);
  return file;
}

/** A name that every program can be told, whatever the file is called. */
export const replacementIn = ({ staging }: Workshop): string => path.join(staging, 'replacement');

const fileOf = (good: GoodCopy): string => (good.kind === 'snapshot' ? good.place.file : good.path);

/** Under the name that the good copy has; gives its path. */
async function copyContent(
  { pool, context }: RepairScope,
  folder: string,
  { lost, good }: ReplacementRequest,
): Promise<string> {
  const { size, mode, uid, gid, mtimeS, mtimeNs, sha256 } = lost.version;
  const { freeBytes } = freeSpace(folder);
  if (freeBytes - size < context.keepFreeBytes) throw new HoldfastError('destination-full', { path: folder });
  const [from, name] = [fileOf(good), path.basename(fileOf(good))];
  const [uncopied] = await pool.run('copy', {
    source: path.dirname(from),
    target: folder,
    names: [name],
    records: Float64Array.of(size, mode, uid, gid, mtimeS, mtimeNs),
    sums: sha256 ?? new Uint8Array(32),
    runId: context.runId,
  });
  if (uncopied) throw new Unrepairable(`its good copy could not be copied: ${uncopied.reason}`);
  return path.join(folder, name);
}

/**
 * Extended attributes and ACLs, which only rsync can give: from the damaged copy, or where there is none the good one. It
 * goes by names, so the copy may have another one then: gives its path.
 */
async function giveExtended(
  scope: RepairScope,
  { workshop, copy }: { readonly workshop: Workshop; readonly copy: string },
  { lost, now, good }: ReplacementRequest,
): Promise<string> {
  const { size } = lost.version;
  const damaged = now?.type === fileType.file;
  const folder = path.dirname(copy);
  const named = path.join(folder, path.basename(damaged ? lost.file : fileOf(good)));
  fs.renameSync(fsPath(copy), fsPath(named));
  if (!damaged) await giveAttributesOf(scope, fileOf(good), folder);
  else if (now.size === size) await giveAttributesOf(scope, lost.file, folder);
  else await giveAttributesBetween(scope, workshop, { file: lost.file, sizes: [now.size, size], folder });
  return named;
}

interface Between {
  readonly file: string;
  /** Of the damaged copy, and of what replaces it. */
  readonly sizes: readonly [damaged: number, right: number];
  readonly folder: string;
}

async function giveAttributesBetween(
  scope: RepairScope,
  workshop: Workshop,
  { file: damaged, sizes, folder }: Between,
): Promise<void> {
  // rsync leaves contents alone where sizes are equal: what stands in between has first the one and then the other.
  const between = path.join(workshop.staging, 'between');
  const file = path.join(between, path.basename(damaged));
  fs.mkdirSync(fsPath(between), { mode: 0o700 });
  const handle = fs.openSync(fsPath(file), 'wx', 0o600);
  try {
    fs.ftruncateSync(handle, sizes[0]);
    await giveAttributesOf(scope, damaged, between);
    fs.ftruncateSync(handle, sizes[1]);
  } finally {
    fs.closeSync(handle);
  }
  await giveAttributesOf(scope, file, folder);
}

/** To what bears the same name in a folder. */
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
