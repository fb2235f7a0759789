import path from 'node:path';
import { fileType } from '../catalogue/file-record.ts';
import { recordOf } from '../tools/record-of.ts';
import { thisUser } from './compare-entry.ts';
import { giveAttributes } from './give-attributes.ts';
import { inBases } from './in-bases.ts';
import { noBase } from './plan-restore.ts';
import { reasonOf } from './reason-of.ts';
import { problemAbove } from './refuse-link-above.ts';
import { type PlannedItem, plannedAction, wholeness } from './restore-list.ts';
import { leaveOut, type RestoreScope, readItems } from './restore-scope.ts';
import { runRenamed, runRsync } from './run-rsync.ts';
import type { WholeFolder, WholeParts } from './whole-parts.ts';

const { delete: deleted } = plannedAction;
const single = `whole = ${wholeness.none} AND renamed = 0 AND action <> ${deleted} AND base <> ${noBase}`;
/** What is neither folder nor file has its attributes since it was copied. */
const renamedFile = `renamed = 1 AND type = ${fileType.file}`;

/** So many are worth a call each: without a list, recursion takes half the time. */
const fewFolders = 20;

/**
 * Gives a folder that was new as a whole, with all below it, its attributes, now that nothing changes there any more:
 * times to the nanosecond, extended attributes and access control lists are what only rsync can give. rsync copies
 * nothing here: only what is there is looked at, and files have the size of the copy that they were made from.
 */
export async function finishPart(scope: RestoreScope, part: WholeFolder): Promise<void> {
  await finishTrees(scope, part.base, [part]);
}

/**
 * Gives everything else its attributes. What was new as a whole is gone through by recursion, several times as fast as
 * by names.
 */
export async function finishRestored(scope: RestoreScope, { late, divided }: WholeParts): Promise<void> {
  await finishRenamed(scope, [
    ...readItems(scope.list, renamedFile),
    ...readItems(scope.list, `renamed = 1 AND whole = ${wholeness.top}`),
  ]);
  for (const { base, items } of inBases(late)) {
    const calls = items.length > fewFolders ? [items] : items.map((item) => [item]);
    for (const call of calls) await finishTrees(scope, base, call);
  }
  for (const { base, items } of inBases(divided.toReversed())) {
    const names = reachable(scope, items).map(({ name }) => name);
    await runRsync(scope, { base, selection: { kind: 'contents', names }, work: 'attributes' });
    await runRsync(scope, { base, selection: { kind: 'names', names }, work: 'attributes' });
  }
  for (const { base, items } of inBases(readItems(scope.list, single, { order: 'down' }))) {
    const names = reachable(scope, items).map(({ name }) => name);
    await runRsync(scope, { base, selection: { kind: 'names', names }, work: 'attributes' });
  }
}

/** A call each: rsync gives nothing another name. */
async function finishRenamed(scope: RestoreScope, items: readonly PlannedItem[]): Promise<void> {
  for (const item of reachable(scope, items)) {
    if (recordOf(item.path)?.type === item.type) await runRenamed(scope, item, 'attributes');
  }
}

async function finishTrees(scope: RestoreScope, base: number, folders: readonly WholeFolder[]): Promise<void> {
  const failed = scope.list.db.prepare('SELECT 1 FROM item WHERE path = ? AND failed = 1');
  const there = folders.filter(({ path }) => failed.get(path) === undefined);
  const names = reachable(scope, there).map(({ name }) => name);
  await runRsync(scope, { base, selection: { kind: 'trees', names }, work: 'attributes' });
}

/** Leaves out what lies behind a link now; a folder is asked about once for what lies side by side. */
function reachable<Place extends { readonly path: string }>(
  scope: RestoreScope,
  items: readonly Place[],
): readonly Place[] {
  let last: { readonly folder: string; readonly problem: string | null } | undefined;
  return items.filter((item) => {
    const folder = path.posix.dirname(item.path);
    if (last?.folder !== folder) last = { folder, problem: problemAbove(item.path) };
    if (last.problem !== null) leaveOut(scope, 'not-restored', item.path, last.problem);
    return last.problem === null;
  });
}

/** Gives folders their owners and modes without rsync, for a restore that ends early: it was cancelled, or the disk is full. */
export function closeFolders({ list, context }: RestoreScope): void {
  const user = thisUser();
  const folders = `type = ${fileType.folder} AND action <> ${deleted} AND base <> ${noBase}`;
  for (const item of readItems(list, folders, { order: 'down' })) {
    try {
      const now = recordOf(item.path);
      if (now?.type === fileType.folder) giveAttributes(item, now, user);
    } catch (error) {
      context.log(`${item.path}: ${reasonOf(error)}`);
    }
  }
}
