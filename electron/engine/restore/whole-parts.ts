import { fileType } from '../catalogue/file-record.ts';
import { noBase } from './plan-restore.ts';
import { type RestoreList, wholeness } from './restore-list.ts';
import { everywhere, isBelow, type Stretch, stretchBelow } from './restore-scope.ts';

/** A folder where nothing was, as rsync is told of it. */
export interface WholeFolder {
  readonly path: string;
  readonly base: number;
  readonly name: string;
}

/** How folders where nothing was are divided, so that parts get their attributes while the next are being filled. */
export interface WholeParts {
  /** Each is given its attributes by recursion, on its own, as soon as all below it is there. In the order of what lies in them. */
  readonly early: readonly WholeFolder[];
  /** The same, but only when everything has been copied and linked. */
  readonly late: readonly WholeFolder[];
  /** Folders that hold parts: they are given what lies in them, and their own attributes, at the end. */
  readonly divided: readonly WholeFolder[];
}

/** With fewer entries a part is not worth a call of rsync. */
const leastEntries = 1000;
/** So many parts, about: fewer are given their attributes faster, more leave less for the end. */
const aboutParts = 4;

/** Divides what is new as a whole, unless it is small. What links lie in or lead to is left for the end. */
export function divideWhole(list: RestoreList): WholeParts {
  const early: WholeFolder[] = [];
  const late: WholeFolder[] = [];
  const divided: WholeFolder[] = [];
  const below = (folder: string): number =>
    list.db
      .prepare<[], number>(`SELECT count(*) FROM item WHERE ${isBelow(folder)}`)
      .pluck()
      .get() ?? 0;
  const divide = (folder: WholeFolder, entries: number, most: number): void => {
    const children = entries > most ? childFolders(list, folder.path) : [];
    const large = children.filter((child) => child.entries >= leastEntries);
    const inLarge = large.reduce((sum, child) => sum + child.entries, 0);
    if (inLarge < entries * 0.75) {
      (isLinked(list, folder.path) ? late : early).push(folder);
      return;
    }
    divided.push(folder);
    for (const child of children) {
      if (child.entries < leastEntries) late.push(child);
      else divide(child, child.entries, most);
    }
  };
  for (const top of topFolders(list)) {
    const entries = below(top.path);
    if (entries < leastEntries) late.push(top);
    else divide(top, entries, Math.max(leastEntries, entries / aboutParts));
  }
  return { early, late, divided };
}

/** All paths in order, divided at the parts: what lies in each, and what lies between them. */
export function* stretches(
  parts: readonly WholeFolder[],
): Generator<{ readonly within: Stretch; readonly part: WholeFolder | null }> {
  let { from } = everywhere;
  for (const part of parts) {
    const within = stretchBelow(part.path);
    yield { within: { from, to: within.from }, part: null };
    yield { within, part };
    from = within.to;
  }
  yield { within: { from, to: everywhere.to }, part: null };
}

/** Without those that get another name: each of them is given its attributes on its own. */
function topFolders(list: RestoreList): WholeFolder[] {
  return list.db
    .prepare<[], WholeFolder>(
      `SELECT path, base, name FROM item WHERE type = ${fileType.folder} AND whole = ${wholeness.top}
         AND renamed = 0 AND base <> ${noBase} AND failed = 0 ORDER BY path || '/'`,
    )
    .all();
}

/** Folders in a folder with how many entries are below each, in the order of those: `a-b/…` comes before `a/…`. */
function childFolders(list: RestoreList, path: string): (WholeFolder & { readonly entries: number })[] {
  // Grouped by the name up to the next slash; a group of its own has each file too, and those are left out.
  return list.db
    .prepare<unknown[], WholeFolder & { readonly entries: number }>(
      `SELECT c.path, c.base, c.name, g.entries FROM (
         SELECT substr(path, 1, @length + instr(substr(path, @length + 1) || '/', '/') - 1) AS child, count(*) - 1 AS entries
         FROM item WHERE ${isBelow(path)} GROUP BY child) g
       CROSS JOIN item c ON c.path = g.child WHERE c.type = ${fileType.folder} ORDER BY c.path || '/'`,
    )
    .all({ length: [...path].length + 1 });
}

/** Whether something there becomes a link, or is what links lead to: it must stay as open as it is until they are made. */
function isLinked(list: RestoreList, path: string): boolean {
  return (
    list.db
      .prepare(
        `SELECT 1 FROM item WHERE link_to IS NOT NULL
           AND ((${isBelow(path)}) OR (${isBelow(path, 'link_to')})) LIMIT 1`,
      )
      .get() !== undefined
  );
}
