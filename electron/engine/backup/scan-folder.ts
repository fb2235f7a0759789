import fs from 'node:fs';
import type { Warning } from '#shared/domain/warning.ts';
import { type FileRecord, fileType, toFileRecord } from '../catalogue/file-record.ts';
import { fingerprintOf } from '../catalogue/fingerprint.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import { fsPath } from '../tools/fs-path.ts';
import { readNames } from '../tools/read-names.ts';
import { linkText } from '../tools/record-of.ts';
import { type BaseRecord, classifyEntry } from './classify-entry.ts';
import { type ExclusionMatcher, tagLength } from './exclusion-matcher.ts';
import { isDamaged, isIntact } from './is-damaged.ts';
import { lstatOrCode } from './look-at.ts';
import { lookTurns } from './look-turn.ts';
import { type Known, readKnown, readRecord } from './read-known.ts';
import { relativeTo, toFolder } from './root-folders.ts';
import { keptItem, type ScannedItem, type Seen, toItem } from './scanned-item.ts';
import { itemKind } from './worksheet.ts';

/** A folder to scan. */
export interface ScanFolder {
  readonly id: number;
  readonly parentId: number;
  readonly path: string;
  readonly root: number;
  /** The base may hold entries of it. */
  readonly known: boolean;
  /** Nothing was put into or taken out of its copy in the base, as far as that one's time tells. */
  readonly intact: boolean;
}

/** What was found in a number of folders. */
export interface ScanResult {
  readonly folders: { id: number; path: string }[];
  readonly items: ScannedItem[];
  readonly pending: ScanFolder[];
  readonly warnings: Warning[];
  files: number;
  bytes: number;
}

/** What a scan needs to know, the same for all its folders. */
export interface ScanScope {
  readonly db: Connection;
  readonly roots: readonly { readonly path: string; readonly dev: number; readonly matcher: ExclusionMatcher }[];
  /** The folders of the plan's repositories: left out wherever they are met. */
  readonly repositories: ReadonlySet<string>;
  /** The catalogue and the runs' journals: written during each run, and rebuilt from the repository when they are lost. */
  readonly ownFiles: ReadonlySet<string>;
  /** `files` folder of the base; null on a first backup. */
  readonly baseFiles: string | null;
  /** Paths whose copy in the base is known to be damaged. */
  readonly damaged: ReadonlySet<string>;
  readonly fullChecksum: boolean;
  readonly lookTurn: number | null;
  readonly oneFileSystem: boolean;
  readonly newEntryId: () => number;
}

/** Reads one folder, compares it with the base and adds what it found to `result`. Source of the rules: ENGINE, stage 3. */
export function scanFolder(scope: ScanScope, folder: ScanFolder, result: ScanResult): void {
  const root = scope.roots[folder.root];
  if (!root) return;
  const base = knownIn(scope, folder);
  const itemsBefore = result.items.length;
  for (const name of namesToKeep(folder, root.matcher)) {
    const known = base.get(name) ?? null;
    base.delete(name);
    scanEntry(scope, folder, name, known, result);
  }
  for (const [name, known] of base) addRemoved(scope, folder, name, known, result);
  if (result.items.length > itemsBefore) result.folders.push({ id: folder.id, path: folder.path });
}

function knownIn({ db }: ScanScope, folder: ScanFolder): Map<string, Known> {
  return folder.known ? readKnown(db, folder.id) : new Map();
}

function addRemoved(
  { db }: ScanScope,
  folder: Pick<ScanFolder, 'id' | 'root'>,
  name: string,
  known: Known | null,
  result: ScanResult,
): void {
  const record = readRecord(db, known);
  if (known && record) result.items.push(keptItem(folder, name, known.id, record, itemKind.removed));
}

/** Unit of `st_blocks` (stat(2)), whatever the file system's own. */
const blockBytes = 512;

function scanEntry(scope: ScanScope, folder: ScanFolder, name: string, known: Known | null, result: ScanResult): void {
  const path = `${folder.path}/${name}`;
  const stats = lstatOrCode(path);
  if (typeof stats === 'string') {
    leaveOut(scope, folder, { name, path, code: stats, known }, result);
    return;
  }
  const now = toFileRecord(stats);
  if (isExcluded(scope, folder, path, now, result)) {
    addRemoved(scope, folder, name, known, result);
  } else if (known && isAsInBase(scope, folder, { path, now, known })) {
    addFound(scope, folder, path, now, { id: known.id, isKnown: true, intact: true }, result);
  } else {
    const stored = Math.min(now.size, Number(stats.blocks) * blockBytes);
    const record = readRecord(scope.db, known);
    addEntry(scope, folder, { name, path, now, names: Number(stats.nlink), stored, known, record }, result);
  }
}

interface SeenKnown {
  readonly path: string;
  readonly now: FileRecord;
  readonly known: Known;
}

/** Nothing that is compared differs, at the source and in the base: what the base recorded need not even be read. */
function isAsInBase(scope: ScanScope, folder: ScanFolder, { path, now, known }: SeenKnown): boolean {
  if (known.fingerprint !== fingerprintOf(now) || scope.fullChecksum) return false;
  const isLookedAt = now.type === fileType.folder || isFolderLookedThrough(scope, folder);
  return isLookedAt ? isIntact(scope, path, now) : !scope.damaged.has(path);
}

const isFolderLookedThrough = ({ lookTurn }: ScanScope, { id, intact }: ScanFolder): boolean =>
  lookTurn === null || !intact || id % lookTurns === lookTurn;

/** An entry that went away between two looks leaves the snapshot; what can't be read keeps the base's copy. */
function leaveOut(scope: ScanScope, folder: ScanFolder, entry: Unreadable, result: ScanResult): void {
  const { name, code, known } = entry;
  if (code !== 'ENOENT' && code !== 'ENOTDIR') carryUnreadable(scope, folder, entry, result);
  else addRemoved(scope, folder, name, known, result);
}

interface Unreadable {
  readonly name: string;
  readonly path: string;
  readonly code: string;
  readonly known: Known | null;
}

/** What can't be read keeps the base's copy; an error must not age the last good copy out. */
export function carryUnreadable(
  { db }: ScanScope,
  parent: Pick<ScanFolder, 'id' | 'root'>,
  { name, path, code, known }: Unreadable,
  result: ScanResult,
  isCopied: (record: BaseRecord | null) => boolean = (record) => record !== null,
): void {
  const record = readRecord(db, known);
  const message = `${path} could not be read (${code}).${isCopied(record) ? ' Its last copy is carried along.' : ''}`;
  result.warnings.push({ code: 'unreadable', path, message });
  if (known && record) result.items.push(keptItem(parent, name, known.id, record, itemKind.carried));
}

/** Names in the folder; only its tags if a marker excludes what it holds. Throws what reading it throws. */
function namesToKeep(folder: ScanFolder, matcher: ExclusionMatcher): string[] {
  const names = readNames(toFolder(folder.path));
  if (matcher.folderReason(names, () => readTag(`${folder.path}/CACHEDIR.TAG`)) === null) return names;
  return names.filter((name) => matcher.isTag(name));
}

function isExcluded(scope: ScanScope, folder: ScanFolder, path: string, now: FileRecord, result: ScanResult): boolean {
  const root = scope.roots[folder.root];
  if (!root) return false;
  if (scope.ownFiles.has(path)) return true;
  const own = scope.repositories.has(path);
  const isFolder = now.type === fileType.folder;
  const reason = root.matcher.test(relativeTo(root.path, path), isFolder, now.size);
  if (!own && reason === null) return false;
  // Said once, with the first snapshot: a warning that comes with every run is one that nobody reads.
  if (reason === null && scope.baseFiles === null) {
    const message = `${path} is the repository itself and is left out.`;
    result.warnings.push({ code: 'destination-excluded', path, message });
  }
  return true;
}

function addEntry(scope: ScanScope, folder: ScanFolder, seen: Seen, result: ScanResult): void {
  const { now, path, known, record } = seen;
  const baseDamaged = record !== null && isDamaged(scope, path, record, result.warnings);
  const kind = classifyEntry(record, now, { fullChecksum: scope.fullChecksum, baseDamaged });
  const reading = kind === null ? readable : tryReading(path, now.type);
  if (typeof reading === 'string') {
    leaveOut(scope, folder, { ...seen, code: reading }, result);
    return;
  }
  const entryId = known?.id ?? scope.newEntryId();
  if (kind !== null) result.items.push({ ...toItem(folder, seen, kind, entryId), link: reading.link });
  addFound(scope, folder, path, now, { id: entryId, isKnown: known !== null, intact: !baseDamaged }, result);
}

interface Readable {
  /** Target of a symbolic link. */
  readonly link: string | null;
}

const readable: Readable = { link: null };

/**
 * Whether what has to be copied or compared can be read, or the system's code for why not. Said by the scan, a file
 * that never can be read makes no new snapshot by itself. Root is not asked: it reads everything.
 */
function tryReading(path: string, type: number): Readable | string {
  try {
    if (type === fileType.link) return { link: linkText(path) };
    if (type === fileType.file && process.getuid?.() !== 0) fs.accessSync(fsPath(path), fs.constants.R_OK);
    return readable;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'EIO';
  }
}

/** Counts an entry; of a folder, what it holds comes next. */
function addFound(
  scope: ScanScope,
  { id: parentId, root }: ScanFolder,
  path: string,
  now: FileRecord,
  entry: { readonly id: number; readonly isKnown: boolean; readonly intact: boolean },
  result: ScanResult,
): void {
  if (now.type === fileType.folder) {
    const { id, isKnown: known, intact } = entry;
    descend(scope, { id, parentId, path, root, known, intact }, now, result);
  } else {
    result.files += 1;
    result.bytes += now.size;
  }
}

function descend(scope: ScanScope, folder: ScanFolder, now: FileRecord, result: ScanResult): void {
  if (scope.oneFileSystem && now.dev !== scope.roots[folder.root]?.dev) {
    for (const [name, known] of knownIn(scope, folder)) addRemoved(scope, folder, name, known, result);
    result.folders.push({ id: folder.id, path: folder.path });
  } else {
    result.pending.push(folder);
  }
}

function readTag(path: string): Buffer | null {
  try {
    return fs.readFileSync(fsPath(path)).subarray(0, tagLength);
  } catch {
    return null;
  }
}
