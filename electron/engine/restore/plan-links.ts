import type { Connection } from '../catalogue/open-catalogue.ts';
import { holdsAt, type VersionRow, versionColumns } from '../catalogue/version-row.ts';
import { recordOf } from '../tools/record-of.ts';
import { compareWithTarget } from './compare-with-target.ts';
import type { ChosenRoot, PlanRestoreRequest } from './plan-restore.ts';
import { type Place, toItem } from './planned-item.ts';
import { itemColumns, type PlannedItem, plannedAction } from './restore-list.ts';

/** A name of a file that has several. */
interface LinkMember {
  /** As it is or would be planned on its own. */
  readonly item: PlannedItem;
  /** Inode at the target when it can stay as it is, else null. */
  readonly kept: string | null;
  /** Inode of the snapshot's copy: it tells for certain which names are one file. */
  readonly stored: string;
}

const { create, beside, overwrite, attributes, look } = plannedAction;

/** Plans names that are one file as one, now that each has been planned on its own. */
export async function planLinks(request: PlanRestoreRequest): Promise<void> {
  const { db, sequence, roots, pause } = request;
  const scope = { entryIds: JSON.stringify(roots.map(({ located }) => located.entryId)), seq: sequence };
  const inodes = sharedInodes(db, scope);
  if (inodes.length === 0) return;
  const find = createMemberFinder(request);
  let group = new Map<string, LinkMember[]>();
  let last = '';
  for (const [entryId, inode] of suspects(db, { ...scope, inodes: JSON.stringify(inodes) })) {
    if (inode !== last) {
      settle(request, group);
      group = new Map();
      last = inode;
      await pause();
    }
    const member = await find(entryId);
    if (member) group.set(member.stored, [...(group.get(member.stored) ?? []), member]);
  }
  settle(request, group);
}

const below = `WITH RECURSIVE below (id) AS (
  SELECT value FROM json_each(@entryIds) UNION ALL SELECT e.id FROM below b CROSS JOIN entry e ON e.parent_id = b.id)`;

/** Inodes recorded for several names among these entries and what lies below them. What was recorded may be stale: a hint only. */
function sharedInodes(db: Connection, scope: { readonly entryIds: string; readonly seq: number }): string[] {
  return db
    .prepare<unknown[], string>(
      `${below} SELECT v.dev || ':' || v.ino FROM below b CROSS JOIN version v ON v.entry_id = b.id
       WHERE v.type = 0 AND v.ino <> 0 AND ${holdsAt} GROUP BY v.dev, v.ino HAVING count(*) > 1`,
    )
    .pluck()
    .all(scope);
}

/** Entry and inode of each of those names, inode by inode. */
function suspects(db: Connection, scope: Readonly<Record<string, unknown>>): [number, string][] {
  return db
    .prepare<unknown[], [number, string]>(
      `${below} SELECT v.entry_id, v.dev || ':' || v.ino AS inode FROM below b CROSS JOIN version v ON v.entry_id = b.id
       WHERE v.type = 0 AND ${holdsAt} AND inode IN (SELECT value FROM json_each(@inodes)) ORDER BY inode, v.entry_id`,
    )
    .raw()
    .all(scope);
}

/** Finds how a name was planned: by its entry in the catalogue. Undefined if it is to stay as something else. */
function createMemberFinder(request: PlanRestoreRequest): (entryId: number) => Promise<LinkMember | undefined> {
  const { db, list, sequence, files, order } = request;
  const at = db.prepare<unknown[], VersionRow>(
    `SELECT ${versionColumns} FROM version v WHERE v.entry_id = @entryId AND ${holdsAt}`,
  );
  const planned = list.db.prepare<[string], PlannedItem>(`SELECT ${itemColumns} FROM item WHERE path = ?`);
  const locate = createLocator(request);
  return async (entryId) => {
    const row = at.get({ entryId, seq: sequence });
    const place = locate(entryId);
    const stored = place && recordOf(files + place.source);
    if (!row || !place || !stored) return undefined;
    const item = planned.get(place.target);
    const inode = `${stored.dev}:${stored.ino}`;
    if (item && [create, beside, overwrite].some((action) => action === item.action)) {
      return { item, kept: null, stored: inode };
    }
    const now = recordOf(place.target);
    if (now === null || (item && ![attributes, look].some((action) => action === item.action))) return undefined;
    const found = item ? 'same' : await compareWithTarget(row, { target: place.target, now }, { ...request, ...order });
    if (found !== 'same') return undefined;
    return { item: item ?? toItem(row, { ...place, now }), kept: `${now.dev}:${now.ino}`, stored: inode };
  };
}

/** Finds where an entry goes: with what was put beside something, its place is not told by its name. */
function createLocator({ db, list, roots, files }: PlanRestoreRequest): (entryId: number) => Place | undefined {
  const byEntry = new Map(roots.map((root) => [root.located.entryId, root]));
  const above = db.prepare<[number], { readonly parentId: number; readonly name: string }>(
    'SELECT parent_id AS parentId, name FROM entry WHERE id = ?',
  );
  const renamed = list.db
    .prepare<unknown[], string>('SELECT path FROM item WHERE renamed = 1 AND base = @base AND name = @name')
    .pluck();
  const settled = (place: Place, isFolder: boolean): Place => {
    const target = renamed.get({ base: place.base, name: place.source.slice(place.sourceBase.length + 1) });
    if (target === undefined) return place;
    if (!isFolder) return { ...place, target };
    const base = list.addPair({ files, sourceBase: place.source, target });
    return { ...place, target, base, sourceBase: place.source };
  };
  const below = ({ source, target, sourceBase, targetBase }: ChosenRoot, names: readonly string[]): Place => {
    const base = list.addPair({ files, sourceBase, target: targetBase });
    const top = { source, target, base, sourceBase, now: null, whole: 0, beside: false };
    let place = settled(top, names.length > 0);
    for (const [index, name] of names.entries()) {
      const [source, target] = [`${place.source}/${name}`, `${place.target}/${name}`];
      place = settled({ ...place, source, target }, index < names.length - 1);
    }
    return place;
  };
  return (entryId) => {
    const names: string[] = [];
    for (let id = entryId; ; ) {
      const root = byEntry.get(id);
      if (root) return below(root, names);
      const found = above.get(id);
      if (!found) return undefined;
      names.unshift(found.name);
      id = found.parentId;
    }
  };
}

function settle(request: PlanRestoreRequest, group: ReadonlyMap<string, readonly LinkMember[]>): void {
  for (const members of group.values()) if (members.length > 1) settleGroup(request, members);
}

/** The others become links to a name that can stay or, if there is none, to the first, which is copied. */
function settleGroup({ list, tally, order }: PlanRestoreRequest, unsorted: readonly LinkMember[]): void {
  const group = [...unsorted].sort((one, other) => (one.item.path < other.item.path ? -1 : 1));
  const leader = group.find(({ kept }) => kept !== null);
  const first = group[0]?.item.path ?? null;
  const mayRelink = order.conflicts !== 'keep-both' && !order.only.missing;
  for (const { item, kept } of group) {
    if (!leader) list.add({ ...item, linkTo: item.path === first ? null : first });
    else if (kept === null) list.add({ ...item, linkTo: leader.item.path });
    else if (kept !== leader.kept && mayRelink) {
      const linked = { ...item, action: overwrite, newer: 0, linkTo: leader.item.path };
      list.add(linked);
      tally.add(linked);
      if (item.action !== attributes) tally.unkeep(1);
    }
  }
}
