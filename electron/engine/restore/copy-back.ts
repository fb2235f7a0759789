import fs from 'node:fs';
import { fileType } from '../catalogue/file-record.ts';
import { fsPath } from '../tools/fs-path.ts';
import { recordOf } from '../tools/record-of.ts';
import { rsyncCopy } from '../tools/rsync/rsync-copy.ts';
import { isNewer, thisUser } from './compare-entry.ts';
import { giveAttributes } from './give-attributes.ts';
import { noBase } from './plan-restore.ts';
import { refuseLinkAbove } from './refuse-link-above.ts';
import { type PlannedItem, plannedAction } from './restore-list.ts';
import { leaveOut, leaveOutWhole, pairOf, type RestoreScope, readItems } from './restore-scope.ts';

const { create, overwrite, refresh } = plannedAction;
const written = `action IN (${create}, ${overwrite})`;
const batchSize = 10_000;

/** Makes the folders, copies everything else beside what it replaces and moves it there, then links what is one file. */
export async function copyBack(scope: RestoreScope): Promise<void> {
  makeFolders(scope);
  for (const batch of copyBatches(scope)) await copyBatch(scope, batch);
  linkNames(scope);
}

/** Folders are open to us while they are filled; they get their own attributes at the end. */
function makeFolders(scope: RestoreScope): void {
  for (const item of readItems(scope.list, `type = ${fileType.folder} AND action <> ${plannedAction.delete}`)) {
    try {
      makeFolder(item);
    } catch (error) {
      leaveOutWhole(scope, 'not-restored', item.path, reasonOf(error));
    }
  }
}

function makeFolder(item: PlannedItem): void {
  const { path, base } = item;
  refuseLinkAbove(path);
  const now = recordOf(path);
  if (now?.type === fileType.folder) {
    if (now.uid === process.getuid?.() && (now.mode & 0o700) !== 0o700) fs.chmodSync(fsPath(path), now.mode | 0o700);
    return;
  }
  if (now) {
    const expected = item.action === overwrite && (item.newer === 1 || !isNewer(item, now));
    if (!expected) throw new Error('something else has come to lie in its place');
    fs.unlinkSync(fsPath(path));
  }
  fs.mkdirSync(fsPath(path), { mode: base === noBase ? 0o777 : 0o700 });
}

interface Batch {
  readonly base: number;
  readonly items: PlannedItem[];
}

/** Names that are one file come together, so that rsync keeps them one; the rest by path. */
function* copyBatches({ list }: RestoreScope): Generator<Batch> {
  const copied = `${written} AND type <> ${fileType.folder} AND link_to IS NULL`;
  const linked = [...readItems(list, `${copied} AND links > 0`)].sort((one, other) => one.links - other.links);
  yield* cut(linked, (item, last) => item.links !== last.links);
  yield* cut(readItems(list, `${copied} AND links = 0`), () => true);
}

function* cut(
  items: Iterable<PlannedItem>,
  mayCut: (item: PlannedItem, last: PlannedItem) => boolean,
): Generator<Batch> {
  let batch: PlannedItem[] = [];
  for (const item of items) {
    const last = batch.at(-1);
    const full = batch.length >= batchSize && last !== undefined && mayCut(item, last);
    if (last && (full || last.base !== item.base)) {
      yield { base: last.base, items: batch };
      batch = [];
    }
    batch.push(item);
  }
  const last = batch.at(-1);
  if (last) yield { base: last.base, items: batch };
}

async function copyBatch(scope: RestoreScope, { base, items }: Batch): Promise<void> {
  const { context } = scope;
  const placed = items.filter((item) => makeRoom(scope, item));
  let transferred = 0;
  await runRsync(scope, {
    base,
    names: placed.map(({ name }) => name),
    onItem: () => context.progress.advance({ files: 1 }),
    onTransferred: (bytes) => {
      context.progress.advance({ bytes: Math.max(0, bytes - transferred) });
      transferred = Math.max(transferred, bytes);
    },
  });
}

/** Removes a folder in the place of something else; it is empty or has been emptied. Tells whether the item can be put there. */
function makeRoom(scope: RestoreScope, { path, action, type }: PlannedItem): boolean {
  try {
    refuseLinkAbove(path);
    const inTheWay = action === overwrite && type !== fileType.folder && recordOf(path)?.type === fileType.folder;
    if (inTheWay) fs.rmdirSync(fsPath(path));
    return true;
  } catch (error) {
    leaveOut(scope, 'not-restored', path, reasonOf(error));
    return false;
  }
}

interface RsyncRequest {
  readonly base: number;
  readonly names: readonly string[];
  readonly onItem?: () => void;
  readonly onTransferred?: (bytes: number) => void;
}

async function runRsync(scope: RestoreScope, { base, names, onItem, onTransferred }: RsyncRequest): Promise<void> {
  if (names.length === 0) return;
  const { source, target } = pairOf(scope, base);
  const { stderr } = await rsyncCopy({
    program: scope.rsync,
    source,
    target: target || '/',
    selection: { kind: 'names', names },
    always: true,
    signal: scope.context.signal,
    onItem: onItem ?? (() => {}),
    ...(onTransferred && { onTransferred }),
  });
  // What it could not do is found when everything is compared; why, is for the log.
  for (const line of stderr.split('\n').filter((text) => text !== '')) scope.context.log(line);
}

/** Names of a file that is at the target already, and as it should be, become links to it. */
function linkNames(scope: RestoreScope): void {
  for (const { path, linkTo } of readItems(scope.list, `${written} AND link_to IS NOT NULL`)) {
    const beside = `${path.slice(0, path.lastIndexOf('/'))}/.holdfast-${scope.context.runId}`;
    try {
      refuseLinkAbove(path);
      refuseLinkAbove(linkTo ?? path);
      fs.linkSync(fsPath(linkTo ?? ''), fsPath(beside));
      moveOver(beside, path);
    } catch (error) {
      leaveOut(scope, 'not-restored', path, reasonOf(error));
    }
  }
}

/** A name that already is one with the other stays beside it when it is renamed: that one goes in any case. */
function moveOver(beside: string, path: string): void {
  try {
    fs.renameSync(fsPath(beside), fsPath(path));
  } finally {
    fs.rmSync(fsPath(beside), { force: true });
  }
}

const folders = `type = ${fileType.folder} AND action IN (${create}, ${overwrite}, ${refresh}) AND base <> ${noBase}`;

/** Gives folders their attributes, from the deepest up, now that nothing in them changes any more. */
export async function finishFolders(scope: RestoreScope): Promise<void> {
  for (const { base, items } of cut(readItems(scope.list, folders, 'down'), () => true)) {
    const placed = items.filter((item) => makeRoom(scope, item));
    await runRsync(scope, { base, names: placed.map(({ name }) => name) });
  }
}

/** Gives folders their owners and modes without rsync, for a restore that ends early: it was cancelled, or the disk is full. */
export function closeFolders({ list, context }: RestoreScope): void {
  const user = thisUser();
  for (const item of readItems(list, folders, 'down')) {
    try {
      const now = recordOf(item.path);
      if (now?.type === fileType.folder) giveAttributes(item, now, user);
    } catch (error) {
      context.log(`${item.path}: ${reasonOf(error)}`);
    }
  }
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
