import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { fsPath } from '../../../electron/engine/tools/fs-path.ts';
import { removeTree } from '../../../electron/engine/tools/remove-tree.ts';
import { encodePathText } from '../../../shared/domain/path-text.ts';
import {
  type FileNode,
  type FolderNode,
  type FolderPlace,
  isFolderPlace,
  type Place,
  placesBelow,
  type TreeNode,
} from './tree-model.ts';

/** A tree on the disk together with the model of it: everything is done to both. */
export interface LiveTree {
  readonly top: FolderPlace;
  /** All entries, the top first. */
  places(): Place[];
  /** Puts a new entry into a folder, in place of what may have that name. */
  make(folder: FolderPlace, name: string, node: TreeNode): void;
  remove(place: Place): void;
  /** These three are false where it can't be done, as between a folder and what lies in it. */
  move(place: Place, folder: FolderPlace, name: string): boolean;
  swap(one: Place, other: Place): boolean;
  addName(place: Place, folder: FolderPlace, name: string): boolean;
  /** Writes into the file as it is, under whatever names it has. */
  write(place: Place, node: FileNode, content: Buffer): void;
  setAttributes(place: Place, changes: { readonly mode?: number; readonly owner?: number }): void;
  /** Opens what was closed. To be called before anything is done to the tree. */
  open(): void;
  /** Sets the times and notes that the model asks for, learns the times that the system has set, and closes what is to be. */
  settle(): void;
  /** The entry's time, also when the system set it. */
  timeOf(place: Place): bigint;
}

export const isRoot = process.getuid?.() === 0;
const ownId = process.getuid?.() ?? 0;
const ownGroup = process.getgid?.() ?? 0;

export const newAttributes = (mode: number) => ({
  mode,
  owner: ownId,
  group: ownGroup,
  mtime: null,
  note: null,
  closed: false,
});
export const newFolder = (): FolderNode => ({ type: 'folder', ...newAttributes(0o755), children: new Map() });
export const newFile = (content: Buffer): FileNode => ({ type: 'file', ...newAttributes(0o644), content });

export function createLiveTree(root: string, stage: string): LiveTree {
  const node = newFolder();
  const top: FolderPlace = { path: '', name: '', node, parent: null };
  fs.mkdirSync(root);
  const at = ({ path }: Pick<Place, 'path'>): string => root + path;
  const places = (): Place[] => [...placesBelow(top)];

  const remove = ({ name, path, parent }: Place): void => {
    if (!parent) throw new Error('the top stays');
    removeTree(root + path);
    parent.node.children.delete(name);
    parent.node.mtime = null;
  };
  const free = (folder: FolderPlace, name: string): void => {
    const there = folder.node.children.get(name);
    if (there) remove({ path: `${folder.path}/${name}`, name, node: there, parent: folder });
  };
  const put = (folder: FolderPlace, name: string, child: TreeNode): Place => {
    folder.node.children.set(name, child);
    folder.node.mtime = null;
    return { path: `${folder.path}/${name}`, name, node: child, parent: folder };
  };
  const applyAttributes = (place: Place): void => {
    const { owner, group, mode, type } = place.node;
    const path = fsPath(at(place));
    if (isRoot || owner === ownId) fs.lchownSync(path, owner, group);
    if (type !== 'link') fs.chmodSync(path, mode);
  };
  const timeOf = (place: Place): bigint =>
    place.node.mtime ?? fs.lstatSync(fsPath(at(place)), { bigint: true }).mtimeNs;
  return {
    top,
    places,
    remove,
    timeOf,
    make: (folder, name, child) => {
      free(folder, name);
      const place = put(folder, name, child);
      createOnDisk(at(place), child, stage);
      applyAttributes(place);
    },
    move: (place, folder, name) => {
      const target = `${folder.path}/${name}`;
      if (!place.parent || isWithin(folder.path, place.path) || isWithin(place.path, target)) return false;
      const there = folder.node.children.get(name);
      // rename(2) leaves two names of one file as they are.
      if (there === place.node) return false;
      if (there?.type === 'folder' || place.node.type === 'folder') free(folder, name);
      fs.renameSync(fsPath(at(place)), fsPath(root + target));
      place.parent.node.children.delete(place.name);
      place.parent.node.mtime = null;
      put(folder, name, place.node);
      return true;
    },
    swap: (one, other) => {
      if (!one.parent || !other.parent || one.node === other.node) return false;
      if (isWithin(one.path, other.path) || isWithin(other.path, one.path)) return false;
      const aside = `${root}/swapped aside`;
      fs.renameSync(fsPath(at(one)), aside);
      fs.renameSync(fsPath(at(other)), fsPath(at(one)));
      fs.renameSync(aside, fsPath(at(other)));
      top.node.mtime = null;
      put(one.parent, one.name, other.node);
      put(other.parent, other.name, one.node);
      return true;
    },
    addName: (place, folder, name) => {
      const isSame = folder.node.children.get(name) === place.node;
      if (isFolderPlace(place) || isSame || isWithin(place.path, `${folder.path}/${name}`)) return false;
      free(folder, name);
      fs.linkSync(fsPath(at(place)), fsPath(`${root}${folder.path}/${name}`));
      put(folder, name, place.node);
      return true;
    },
    write: (place, file, content) => {
      const path = fsPath(at(place));
      fs.chmodSync(path, file.mode | 0o600);
      writeSparsely(path, content, 'r+');
      file.content = content;
      file.mtime = null;
      applyAttributes(place);
    },
    setAttributes: (place, { mode, owner }) => {
      if (owner !== undefined) [place.node.owner, place.node.group] = [owner, owner];
      if (mode !== undefined && place.node.type !== 'link') place.node.mode = mode;
      applyAttributes(place);
    },
    open: () => {
      for (const place of places()) if (place.node.closed) applyAttributes(place);
    },
    settle: () => {
      settle(root, places());
      // What lies in a folder before the folder.
      for (const place of places().reverse()) if (place.node.closed) fs.chmodSync(fsPath(at(place)), 0);
    },
  };
}

const isWithin = (path: string, folder: string): boolean => `${path}/`.startsWith(`${folder}/`);

function createOnDisk(path: string, node: TreeNode, stage: string): void {
  const place = fsPath(path);
  switch (node.type) {
    case 'file':
      writeSparsely(place, node.content, 'wx');
      break;
    case 'folder':
      fs.mkdirSync(place);
      break;
    case 'link':
      fs.symlinkSync(Buffer.from(encodePathText(node.target)), place);
      break;
    case 'fifo':
      // An argument of a program can't be any bytes, as a name can.
      execFileSync('mkfifo', [`${stage}/fifo`]);
      fs.renameSync(`${stage}/fifo`, place);
      break;
  }
}

/** Large contents end in a few bytes behind a hole. */
function writeSparsely(path: string | Buffer, content: Buffer, flag: string): void {
  const file = fs.openSync(path, flag);
  try {
    const start = content.findIndex((byte) => byte !== 0);
    fs.ftruncateSync(file, 0);
    if (start >= 0) fs.writeSync(file, content, start, content.length - start, start);
    fs.ftruncateSync(file, content.length);
  } finally {
    fs.closeSync(file);
  }
}

const script = `
while IFS= read -rd '' what && IFS= read -rd '' value && IFS= read -rd '' path; do
  case $what in
    time) touch -chmd "@$value" -- "$path" ;;
    note) if [ -n "$value" ]; then setfattr -n user.note -v "$value" -- "$path"; else
      setfattr -x user.note -- "$path"; fi ;;
  esac || exit
done`;

/** Notes that the disk has. */
const notes = new WeakMap<TreeNode, string>();

function settle(root: string, places: readonly Place[]): void {
  const orders: Uint8Array[] = [];
  const order = (what: string, value: string, path: string): void => {
    for (const part of [what, value, path]) orders.push(encodePathText(part), Buffer.of(0));
  };
  const closed: Pick<Place, 'path' | 'node'>[] = [];
  for (const { path, node } of places) {
    const has = notes.get(node) ?? null;
    if (has === node.note) continue;
    order('note', node.note ?? '', root + path);
    if ((node.mode & 0o200) === 0) {
      fs.chmodSync(fsPath(root + path), node.mode | 0o200);
      closed.push({ path, node });
    }
    if (node.note === null) notes.delete(node);
    else notes.set(node, node.note);
  }
  for (const { path, node } of places) {
    const { mtimeNs } = fs.lstatSync(fsPath(root + path), { bigint: true });
    node.mtime ??= mtimeNs;
    if (node.mtime !== mtimeNs) order('time', inSeconds(node.mtime), root + path);
  }
  if (orders.length === 0) return;
  execFileSync('bash', ['-c', script], {
    input: Buffer.concat(orders),
    stdio: ['pipe', 'ignore', 'inherit'],
    env: { ...process.env, LC_ALL: 'C' },
  });
  for (const { path, node } of closed) fs.chmodSync(fsPath(root + path), node.mode);
}

function inSeconds(nanoseconds: bigint): string {
  const [sign, size] = nanoseconds < 0n ? ['-', -nanoseconds] : ['', nanoseconds];
  return `${sign}${size / 1_000_000_000n}.${String(size % 1_000_000_000n).padStart(9, '0')}`;
}
