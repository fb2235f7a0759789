import type { Connection } from '../catalogue/open-catalogue.ts';
import { holdsAt, type VersionRow } from '../catalogue/version-row.ts';
import { recordOf } from '../tools/record-of.ts';
import { type PlannedItem, plannedAction } from './restore-list.ts';

export interface LinkMember {
  /** As it is or would be planned on its own. */
  readonly item: PlannedItem;
  /** Inode at the target when it can stay as it is, else null. */
  readonly kept: string | null;
  /** What gives the folder above its attributes back if the member changes. */
  readonly folder: PlannedItem | null;
}

/** Gathers names that are one file, so that they are restored as one. */
export interface LinkGroups {
  /** Whether the file may have other names among what is restored. */
  mayBeLinked(row: VersionRow): boolean;
  /** `copy` is the path of the snapshot's copy: its inode tells for certain which names are one file. */
  add(copy: string, member: LinkMember): void;
  /** Plans each group as one; gives how many that could have stayed must be linked anew. */
  settle(add: (item: PlannedItem) => void): number;
}

export function createLinkGroups(db: Connection, entryIds: readonly number[], sequence: number): LinkGroups {
  const suspects = new Set(sharedInodes(db, entryIds, sequence));
  const groups = new Map<string, LinkMember[]>();
  return {
    mayBeLinked: (row) => suspects.has(`${row.dev}:${row.ino}`),
    add: (copy, member) => {
      const stored = recordOf(copy);
      const key = stored ? `${stored.dev}:${stored.ino}` : copy;
      const group = groups.get(key) ?? [];
      group.push(member);
      groups.set(key, group);
    },
    settle: (add) => {
      let relinked = 0;
      for (const group of groups.values()) if (group.length > 1) relinked += settleGroup(group, add);
      return relinked;
    },
  };
}

/** Inodes recorded for several names among these entries and what lies below them. What was recorded may be stale: a hint only. */
function sharedInodes(db: Connection, entryIds: readonly number[], sequence: number): string[] {
  return db
    .prepare<unknown[], string>(
      `WITH RECURSIVE below (id) AS (
         SELECT value FROM json_each(@entryIds) UNION ALL SELECT e.id FROM below b CROSS JOIN entry e ON e.parent_id = b.id)
       SELECT v.dev || ':' || v.ino FROM below b CROSS JOIN version v ON v.entry_id = b.id
       WHERE v.type = 0 AND v.ino <> 0 AND ${holdsAt} GROUP BY v.dev, v.ino HAVING count(*) > 1`,
    )
    .pluck()
    .all({ entryIds: JSON.stringify(entryIds), seq: sequence });
}

/** The others become links to a name that can stay or, if there is none, to the first, which is copied. */
function settleGroup(group: readonly LinkMember[], add: (item: PlannedItem) => void): number {
  const leader = group.find(({ kept }) => kept !== null);
  const first = group[0]?.item.path ?? null;
  let relinked = 0;
  for (const { item, kept, folder } of group) {
    if (!leader) add({ ...item, linkTo: item.path === first ? null : first });
    else if (kept === null) add({ ...item, linkTo: leader.item.path });
    else if (kept !== leader.kept) {
      add({ ...item, action: plannedAction.overwrite, linkTo: leader.item.path });
      if (folder) add(folder);
      relinked += 1;
    }
  }
  return relinked;
}
