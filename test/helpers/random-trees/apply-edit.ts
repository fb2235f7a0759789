import { isRoot, type LiveTree, newAttributes, newFile, newFolder } from './live-tree.ts';
import type { Content, TreeEdit } from './tree-edit.ts';
import { choose, type FileNode, type FolderPlace, isFolderPlace, type Place, type TreeNode } from './tree-model.ts';

/**
 * Does one edit to the tree. `isFixed` says which entries stay where they are, as what they are. Gives what was done in
 * words; null when there was nothing to do it to.
 */
export function applyEdit(tree: LiveTree, edit: TreeEdit, isFixed: (path: string) => boolean): string | null {
  const places = tree.places();
  const scene = { tree, places, isFixed, free: places.filter(({ path }) => !isFixed(path)) };
  switch (edit.do) {
    case 'make-file':
      return tell`${make(scene, edit, newFile(bytesOf(edit.content)))} made with ${inWords(edit.content)}`;
    case 'make-folder':
      return tell`${make(scene, edit, newFolder())} made as a folder`;
    case 'make-link':
      return tell`${make(scene, edit, newLink(edit.target))} made as a link to ${show(edit.target)}`;
    case 'make-fifo':
      return tell`${make(scene, edit, { type: 'fifo', ...newAttributes(0o644) })} made as a fifo`;
    case 'write':
      return write(scene, edit);
    case 'append':
    case 'truncate':
      return resize(scene, edit);
    case 'set-mode':
      return setMode(scene, edit);
    case 'set-owner':
      return setOwner(scene, edit);
    case 'set-time':
      return setTime(scene, edit);
    case 'set-note':
      return setNote(scene, edit);
    case 'close':
      return close(scene, edit);
    case 'move':
      return move(scene, edit);
    case 'swap':
      return swap(scene, edit);
    case 'remove':
      return remove(scene, edit);
    case 'replace':
      return replace(scene, edit);
    case 'add-name':
      return addName(scene, edit);
    case 'copy':
      return copy(scene, edit);
    case 'renew':
      return renew(scene, edit);
    case 'reuse-inode':
      return reuseInode(scene, edit);
    case 'rotate':
      return rotate(scene, edit);
  }
}

interface Scene {
  readonly tree: LiveTree;
  readonly places: readonly Place[];
  readonly free: readonly Place[];
  readonly isFixed: (path: string) => boolean;
}

type Edit<Kind extends TreeEdit['do']> = Extract<TreeEdit, { readonly do: Kind }>;

interface FilePlace extends Place {
  readonly node: FileNode;
  readonly parent: FolderPlace;
}

interface Target {
  readonly in: number;
  readonly name: string;
}

const isFile = (place: Place): place is FilePlace => place.node.type === 'file' && place.parent !== null;
const fileAt = ({ free }: Scene, pick: number) => choose(free.filter(isFile), pick);

/** A name in a folder that may be taken: not that of an entry that stays, nor `kept`'s own or of what that lies in. */
function target({ places, isFixed }: Scene, { in: pick, name }: Target, kept?: Place) {
  const folder = choose(places.filter(isFolderPlace), pick);
  const path = `${folder?.path}/${name}`;
  return folder && !isFixed(path) && !`${kept?.path}/`.startsWith(`${path}/`) ? { folder, path } : undefined;
}

function make(scene: Scene, wanted: Target, node: TreeNode, kept?: Place): string | null {
  const to = target(scene, wanted, kept);
  if (!to) return null;
  scene.tree.make(to.folder, wanted.name, node);
  return show(to.path);
}

function write(scene: Scene, { at, content, sameSize, sameTime, newInode }: Edit<'write'>): string | null {
  const file = fileAt(scene, at);
  if (!file) return null;
  const written = { ...content, size: sameSize ? file.node.content.length : content.size };
  const mtime = sameTime ? scene.tree.timeOf(file) : null;
  if (newInode) {
    scene.tree.make(file.parent, file.name, { ...file.node, content: bytesOf(written), mtime });
  } else {
    scene.tree.write(file, file.node, bytesOf(written));
    file.node.mtime = mtime;
  }
  const manner = [sameTime ? ' under the same time' : '', newInode ? ' as another inode' : ''].join('');
  return `${show(file.path)} written${manner} with ${inWords(written)}`;
}

function resize(scene: Scene, edit: Edit<'append' | 'truncate'>): string | null {
  const file = fileAt(scene, edit.at);
  if (!file) return null;
  const { content } = file.node;
  const appended = edit.do === 'append' ? Buffer.concat([content, Buffer.alloc(edit.bytes, '+')]) : null;
  scene.tree.write(file, file.node, appended ?? content.subarray(0, edit.bytes));
  return `${show(file.path)}: ${appended ? 'appended' : 'cut to'} ${edit.bytes} bytes`;
}

function setMode({ tree, places }: Scene, edit: Edit<'set-mode'>): string | null {
  const place = choose(places, edit.at);
  if (!place || place.node.type === 'link') return null;
  // What can't be read is said by `close`.
  const mode = edit.mode | (isRoot ? 0 : isFolderPlace(place) ? 0o700 : 0o400);
  tree.setAttributes(place, { mode });
  return `${show(place.path)}: mode ${mode.toString(8)}`;
}

function setOwner({ tree, places }: Scene, { at, owner }: Edit<'set-owner'>): string | null {
  const place = choose(places, at);
  if (!place || !isRoot) return null;
  tree.setAttributes(place, { owner });
  return `${show(place.path)}: owner ${owner}`;
}

function setTime({ places }: Scene, { at, time }: Edit<'set-time'>): string | null {
  const place = choose(places, at);
  if (!place) return null;
  place.node.mtime = time;
  return `${show(place.path)}: time ${time}`;
}

/** The system takes such attributes for files and folders only. */
const mayHaveNote = ({ node }: Pick<Place, 'node'>): boolean => node.type === 'file' || node.type === 'folder';

function setNote({ places }: Scene, { at, note }: Edit<'set-note'>): string | null {
  const place = choose(places.filter(mayHaveNote), at);
  if (!place || place.node.note === note) return null;
  place.node.note = note;
  return `${show(place.path)}: note ${note}`;
}

function close({ free }: Scene, { at, closed }: Edit<'close'>): string | null {
  const place = choose(
    free.filter(({ node }) => isRoot === false && mayHaveNote({ node })),
    at,
  );
  if (!place || place.node.closed === closed) return null;
  place.node.closed = closed;
  return `${show(place.path)} ${closed ? 'closed' : 'opened'}`;
}

function move(scene: Scene, edit: Edit<'move'>): string | null {
  const place = choose(scene.free, edit.at);
  const to = target(scene, edit, place);
  if (!place || !to || !scene.tree.move(place, to.folder, edit.name)) return null;
  return `${show(place.path)} moved to ${show(to.path)}`;
}

function swap({ tree, free }: Scene, edit: Edit<'swap'>): string | null {
  const [one, other] = [choose(free, edit.at), choose(free, edit.with)];
  if (!one || !other || !tree.swap(one, other)) return null;
  return `${show(one.path)} swapped with ${show(other.path)}`;
}

function remove({ tree, free }: Scene, { at }: Edit<'remove'>): string | null {
  const place = choose(free, at);
  if (!place) return null;
  tree.remove(place);
  return `${show(place.path)} removed`;
}

function replace({ tree, free }: Scene, { at, by, content }: Edit<'replace'>): string | null {
  const place = choose(free, at);
  if (!place?.parent) return null;
  const makers = { file: () => newFile(bytesOf(content)), folder: newFolder, link: () => newLink(content.letter) };
  tree.make(place.parent, place.name, makers[by]());
  return `${show(place.path)} replaced by a ${by}`;
}

function addName(scene: Scene, edit: Edit<'add-name'>): string | null {
  const place = choose(scene.free, edit.at);
  const to = target(scene, edit, place);
  if (!place || !to || !scene.tree.addName(place, to.folder, edit.name)) return null;
  return `${show(to.path)} made another name of ${show(place.path)}`;
}

function copy(scene: Scene, edit: Edit<'copy'>): string | null {
  const file = fileAt(scene, edit.at);
  if (!file) return null;
  const twin = { ...file.node, mtime: scene.tree.timeOf(file) };
  return tell`${make(scene, edit, twin, file)} made an equal copy of ${show(file.path)}`;
}

function renew(scene: Scene, { at }: Edit<'renew'>): string | null {
  const file = fileAt(scene, at);
  if (!file) return null;
  scene.tree.make(file.parent, file.name, { ...file.node, mtime: scene.tree.timeOf(file) });
  return `${show(file.path)} replaced by an equal copy`;
}

/** Written over and moved: just so does another file look that got the inode of one that was removed. */
function reuseInode(scene: Scene, edit: Edit<'reuse-inode'>): string | null {
  const file = fileAt(scene, edit.at);
  const name = edit.name ?? file?.name ?? '';
  const to = target(scene, { in: edit.in, name }, file);
  if (!file || !to) return null;
  const mtime = scene.tree.timeOf(file);
  const other = { ...edit.content, size: file.node.content.length };
  if (bytesOf(other).equals(file.node.content)) return null;
  scene.tree.write(file, file.node, bytesOf(other));
  file.node.mtime = mtime;
  if (!scene.tree.move(file, to.folder, name)) return `${show(file.path)} written under the same time`;
  return `${show(file.path)} removed, ${show(to.path)} made with its inode, its time and ${inWords(other)}`;
}

function rotate(scene: Scene, edit: Edit<'rotate'>): string | null {
  const file = fileAt(scene, edit.at);
  const path = `${file?.parent.path}/${edit.name}`;
  if (!file || scene.isFixed(path) || !scene.tree.move(file, file.parent, edit.name)) return null;
  scene.tree.make(file.parent, file.name, newFile(bytesOf(edit.content)));
  return `${show(file.path)} moved to ${show(path)} and made anew with ${inWords(edit.content)}`;
}

const newLink = (to: string): TreeNode => ({ type: 'link', ...newAttributes(0o777), target: to });

/** Large ones are a hole with a few bytes behind it. */
function bytesOf({ letter, size }: Content): Buffer {
  const bytes = Buffer.alloc(size, letter);
  return size > 1000 ? bytes.fill(0, 0, size - 10) : bytes;
}

const inWords = ({ letter, size }: Content): string => `${size} × ${letter}`;
const show = (path: string): string => JSON.stringify(path);

/** A sentence; null when what it begins with is. */
function tell(parts: TemplateStringsArray, first: string | null, ...rest: readonly string[]): string | null {
  if (first === null) return null;
  return [first, ...rest].map((value, index) => `${parts[index]}${value}`).join('') + parts.at(-1);
}
