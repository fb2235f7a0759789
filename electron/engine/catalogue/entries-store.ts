import type { Difference, Entry, Found, Version } from '#shared/domain/snapshot.ts';
import { createDeletedFinder, type DeletedRequest } from './deleted-entries.ts';
import { createDiffer, type DiffRequest } from './diff-snapshots.ts';
import { createEntryPaths, namesOf } from './entry-paths.ts';
import { fileType, recordFlags } from './file-record.ts';
import { createFinder, type FindRequest } from './find-entries.ts';
import { createFolderLister, type PageOf } from './list-folder.ts';
import { nearestPaths } from './nearest-paths.ts';
import type { Connection } from './open-catalogue.ts';
import { readPlanTimeline } from './plan-timeline.ts';
import { type HeldOnly, heldOnlyBy } from './remove-snapshot.ts';
import { holdsAt, isCarried, toEntry, type VersionRow, versionColumns } from './version-row.ts';

/** A moment of a plan, as far as the catalogue needs it to look something up. */
export interface At {
  readonly rootEntry: number;
  readonly sequence: number;
}

interface Known {
  readonly rootEntry: number;
  readonly asked: readonly string[];
}

/** A path as a snapshot holds it. */
export interface Located {
  readonly entryId: number;
  readonly path: string;
  readonly row: VersionRow;
  /** It or a folder above it could not be read in the snapshot's run. */
  readonly carried: boolean;
}

/** What snapshots hold: a folder at a snapshot, a path's history, differences, search. Paths are absolute source paths. */
export function createEntriesStore(db: Connection) {
  const paths = createEntryPaths(db);
  const listFolder = createFolderLister(db);
  const find = createFinder(db, paths);
  const diff = createDiffer(db, paths);
  const deleted = createDeletedFinder(db, paths);
  const at = db.prepare<unknown[], VersionRow>(
    `SELECT ${versionColumns} FROM version v WHERE v.entry_id = @entryId AND ${holdsAt}`,
  );
  const versions = db.prepare<[number], VersionRow>(
    `SELECT ${versionColumns} FROM version v WHERE v.entry_id = ? ORDER BY v.first_seq DESC`,
  );
  const names = db
    .prepare<unknown[], string>(
      `SELECT e.name FROM entry e CROSS JOIN version v ON v.entry_id = e.id
       WHERE e.parent_id = @entryId AND ${holdsAt} LIMIT 20000`,
    )
    .pluck();

  /** As far down the path as the snapshot goes. */
  const descend = ({ rootEntry, sequence }: At, path: string): Located[] => {
    const found: Located[] = [];
    const wanted = namesOf(path);
    let carried = false;
    for (const [depth, entryId] of paths.trail(rootEntry, path).entries()) {
      const row = at.get({ entryId, seq: sequence }) ?? (depth === 0 ? topmost(rootEntry) : undefined);
      if (!row) break;
      carried ||= isCarried(row);
      found.push({ entryId, path: `/${wanted.slice(0, depth).join('/')}`, row, carried });
    }
    return found;
  };
  const locate = (moment: At, path: string): Located | undefined => {
    const found = descend(moment, path);
    return found.length === namesOf(path).length + 1 ? found.at(-1) : undefined;
  };
  /** Paths do not stay remembered beyond one call: another connection may move them. */
  const forgetting =
    <Request, Result>(ask: (request: Request) => Result) =>
    (request: Request): Result => {
      try {
        return ask(request);
      } finally {
        paths.forget();
      }
    };
  return {
    /** Undefined if the snapshot does not hold the path. `/` and ancestors of the plan's folders are folders. */
    locate,
    entry: (moment: At, path: string): Entry | undefined => {
      const found = locate(moment, path);
      return found && toEntry(found.path, found.row, found.carried);
    },
    /** A page of what a folder held; undefined if the snapshot holds no such folder. */
    folder: (moment: At, path: string, after: string | undefined, limit: number): PageOf<Entry> | undefined => {
      const found = locate(moment, path);
      if (found?.row.type !== fileType.folder) return undefined;
      const { entryId: folderId, carried } = found;
      return listFolder({ folderId, sequence: moment.sequence, path: found.path, carried, after, limit });
    },
    /** The three paths that come nearest to one the snapshot does not hold; fewer only if it holds fewer. */
    nearest: (moment: At, path: string): string[] => {
      const trail = descend(moment, path);
      const siblings = names.all({ entryId: trail.at(-1)?.entryId, seq: moment.sequence });
      return nearestPaths(db, { moment, path, trail, siblings, holds: (one) => locate(moment, one) !== undefined });
    },
    /** All versions of a path, newest first; none if the plan never held it. */
    history: (planKey: number, rootEntry: number, path: string): Version[] => {
      const entryId = paths.find(rootEntry, path);
      if (entryId === undefined) return [];
      const timeline = readPlanTimeline(db, planKey);
      const normal = `/${namesOf(path).join('/')}`;
      return versions.all(entryId).flatMap((row) => timeline.toVersion(normal, row) ?? []);
    },
    find: forgetting((request: FindRequest): PageOf<Found> => find(request)),
    diff: forgetting((request: DiffRequest): PageOf<Difference> => diff(request)),
    /** See `createDeletedFinder`. */
    deleted: forgetting((request: DeletedRequest): PageOf<Version> | undefined => deleted(request)),
    /** Of each path whether any snapshot of the plan holds it, or did. */
    known: forgetting(({ rootEntry, asked }: Known): boolean[] =>
      asked.map((path) => paths.find(rootEntry, path) !== undefined),
    ),
    heldOnlyBy: (snapshotIds: readonly string[]): HeldOnly => heldOnlyBy(db, snapshotIds),
  };
}

/** The plan's topmost entry holds whatever else it holds, whether or not anything was recorded of it. */
function topmost(entryId: number): VersionRow {
  const time = { mtimeS: 0, mtimeNs: 0, ctimeS: 0, ctimeNs: 0 };
  const identity = { uid: 0, gid: 0, dev: 0, ino: 0 };
  const content = {
    type: fileType.folder,
    size: 0,
    mode: 0o755,
    flags: recordFlags.ancestor,
    sha256: null,
    link: null,
  };
  return { entryId, firstSeq: 0, lastSeq: null, ...time, ...identity, ...content };
}
