import fs from 'node:fs';
import path from 'node:path';
import { decodePathText, mayHaveLostBytes } from '#shared/domain/path-text.ts';
import { errorCodeOf } from '../repository/destination-error.ts';
import { fsPath } from '../tools/fs-path.ts';

/** What could not be removed, with the file system's reason. */
export interface Kept {
  readonly path: string;
  readonly code: string;
}

export interface Clearing {
  /** File system of the trash: what is mounted below it is not touched. */
  readonly device: number;
  /** A free path near the top of the trash. */
  readonly newPlace: () => string;
  /** Told how many entries have gone since the last time; gives true to end the work early. */
  readonly onRemoved: (entries: number) => boolean;
}

export interface Cleared {
  /** Names of folders that must go before this one can; with none, and nothing kept, it has gone. */
  readonly below: readonly string[];
  /** Folders moved up to here, from where a path would be too long to name what they hold. */
  readonly moved: readonly string[];
  /** The first hundred. */
  readonly kept: readonly Kept[];
  readonly keptCount: number;
}

/** Bytes: a name of 255 below it, and one below that, are within the shortest limit we know (macOS: 1,024). */
const longestFolder = 500;

/** A folder of that size on disk holds tens of thousands of names: they are read in pieces. */
const largeFolder = 2 << 20;

const saidEvery = 256;
const toldKept = 100;
const rounds = 3;

/** Reasons that lie in an entry; others mean that the volume went away, or is full. */
const entryCodes = new Set(
  'EACCES EPERM EBUSY EXDEV ENOTEMPTY EEXIST EISDIR ENOTDIR ENAMETOOLONG ELOOP EINVAL'.split(' '),
);

/**
 * Removes what lies in a folder of the trash and is no folder itself, and the folder when that leaves it empty. Links are
 * not followed; closed folders are opened. What has gone already is as good as removed. Throws what the file system
 * throws where the reason does not lie in an entry.
 */
export function clearFolder(folder: string, clearing: Clearing): Cleared {
  const task: Task = { folder, clearing, below: [], moved: [], kept: [], keptCount: 0, removed: 0, stopped: false };
  try {
    const stats = fs.lstatSync(fsPath(folder), { throwIfNoEntry: false });
    if (stats && stats.dev !== clearing.device) keep(task, folder, 'EXDEV');
    else if (stats?.isDirectory()) clear(task, stats.size);
    else if (stats) unlink(task, folder);
  } finally {
    say(task);
  }
  const { below, moved, kept, keptCount } = task;
  return { below, moved, kept, keptCount };
}

/** Removes an empty folder; gives why it stays. `onRemoved` is not called for one that has gone already. */
export function removeFolder(folder: string, onRemoved: () => void): Kept | null {
  return attempt(folder, () => {
    fs.rmdirSync(fsPath(folder));
    onRemoved();
  });
}

interface Task {
  readonly folder: string;
  readonly clearing: Clearing;
  readonly below: string[];
  readonly moved: string[];
  readonly kept: Kept[];
  keptCount: number;
  removed: number;
  stopped: boolean;
}

/** Some file systems skip names while others are removed, so a folder that is not empty yet is read again. */
function clear(task: Task, size: number): void {
  const { folder } = task;
  for (let round = 1; ; round += 1) {
    const closed = attempt(`${folder}/.`, () => clearOnce(task, size));
    if (closed) keep(task, folder, closed.code);
    if (task.stopped || task.below.length > 0 || task.keptCount > 0) return;
    const left = removeFolder(folder, () => {
      task.removed += 1;
    });
    if (!left) return;
    if (left.code !== 'ENOTEMPTY' || round === rounds) {
      keep(task, folder, left.code);
      return;
    }
  }
}

function clearOnce(task: Task, size: number): void {
  const isDeep = Buffer.byteLength(task.folder) > longestFolder;
  for (const entries of readPieces(task.folder, size)) {
    for (const { name, isFolder } of entries) {
      if (!isFolder) unlink(task, `${task.folder}/${name}`);
      else if (isDeep) moveUp(task, `${task.folder}/${name}`);
      else task.below.push(name);
      if (task.removed >= saidEvery) say(task);
      if (task.stopped) return;
    }
  }
}

function unlink(task: Task, file: string): void {
  const left = attempt(file, () => {
    fs.unlinkSync(fsPath(file));
    task.removed += 1;
  });
  if (left !== null) keep(task, file, left.code);
}

function moveUp(task: Task, folder: string): void {
  const place = task.clearing.newPlace();
  const left = attempt(folder, () => {
    fs.renameSync(fsPath(folder), fsPath(place));
    task.moved.push(place);
  });
  if (left) keep(task, folder, left.code);
}

function keep(task: Task, kept: string, code: string): void {
  task.keptCount += 1;
  if (task.kept.length < toldKept) task.kept.push({ path: kept, code });
}

function say(task: Task): void {
  task.stopped = task.clearing.onRemoved(task.removed) || task.stopped;
  task.removed = 0;
}

/** Where the folder around it forbids it, that is opened and the action tried again. */
function attempt(entry: string, action: () => void): Kept | null {
  for (let opened = false; ; opened = true) {
    try {
      action();
      return null;
    } catch (error) {
      const code = errorCodeOf(error) ?? '';
      if (code === 'ENOENT') return null;
      if (!entryCodes.has(code)) throw error;
      if (opened || (code !== 'EACCES' && code !== 'EPERM') || !openFolder(path.dirname(entry))) {
        return { path: entry, code };
      }
    }
  }
}

/** A folder on its way out is no file of the snapshot any more; its mode may change. False if it is not ours to change. */
function openFolder(folder: string): boolean {
  try {
    fs.chmodSync(fsPath(folder), 0o700);
    return true;
  } catch {
    return false;
  }
}

interface Entry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** What a folder holds, all at once unless it is very large. */
function* readPieces(folder: string, size: number): Generator<readonly Entry[]> {
  if (size < largeFolder) {
    yield readEntries(folder);
    return;
  }
  // One character for each byte: nothing of a name is lost.
  const open = fs.opendirSync(fsPath(folder), { bufferSize: saidEvery, encoding: 'latin1' });
  try {
    for (let entry = open.readSync(); entry !== null; entry = open.readSync()) {
      yield [{ name: decodePathText(Buffer.from(entry.name, 'latin1')), isFolder: entry.isDirectory() }];
    }
  } finally {
    open.closeSync();
  }
}

function readEntries(folder: string): readonly Entry[] {
  const target = fsPath(folder);
  const entries = fs.readdirSync(target, { withFileTypes: true });
  if (!entries.some(({ name }) => mayHaveLostBytes(name))) {
    return entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
  }
  return fs
    .readdirSync(target, { withFileTypes: true, encoding: 'buffer' })
    .map((entry) => ({ name: decodePathText(entry.name), isFolder: entry.isDirectory() }));
}
