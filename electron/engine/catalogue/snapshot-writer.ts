import { type FileRecord, fileType, recordFlags } from './file-record.ts';
import { foldName } from './find-entries.ts';
import type { Connection } from './open-catalogue.ts';
import { type VersionRow, versionColumns } from './version-row.ts';

/** An entry as a snapshot holds it. */
export interface SnapshotEntry extends FileRecord {
  /** Absolute source path. */
  readonly path: string;
  readonly flags: number;
  readonly sha256: Buffer | null;
  readonly link: string | null;
}

export interface SnapshotWriter {
  /** Parents before what they hold. False if a folder above was never added: then nothing is recorded. */
  add(entry: SnapshotEntry): boolean;
  /** Ends what the snapshot before held and this one does not. */
  finish(): void;
}

interface SnapshotPlace {
  readonly sequence: number;
  /** Sequence of the plan's backup before it; null for the first, and for a tree of its own. */
  readonly previous: number | null;
  /** What ends its versions from the beginning: its own sequence, where nothing follows it in its tree. */
  readonly lastSeq?: number | null;
}

/**
 * Records a snapshot entry by entry: a plan's next backup as intervals, where what is as it was costs no row (cut off, it
 * may be begun again), or a safety snapshot in a tree of its own (see `addOwnTree`).
 */
export function createSnapshotWriter(
  db: Connection,
  tree: { readonly key: number; readonly rootEntry: number },
  { sequence, previous, lastSeq = null }: SnapshotPlace,
): SnapshotWriter {
  // Two plain look-ups: the join of both takes SQLite four times as long.
  const known = db.prepare<[number, string], number>('SELECT id FROM entry WHERE parent_id = ? AND name = ?').pluck();
  const current = db.prepare<[number], VersionRow>(
    `SELECT ${versionColumns} FROM version v WHERE v.entry_id = ? AND v.last_seq IS NULL`,
  );
  const insertEntry = db
    .prepare<unknown[], number>(
      'INSERT INTO entry (plan_key, parent_id, name, folded) VALUES (@planKey, @parentId, @name, @folded) RETURNING id',
    )
    .pluck();
  const versions = prepareVersions(db);
  const folders = new Map<string, number>([['', tree.rootEntry]]);
  const seen = createNumberSet();

  const place = (parentId: number, name: string): { id: number; now: VersionRow | undefined } => {
    const id = known.get(parentId, name);
    if (id !== undefined) return { id, now: current.get(id) };
    const added = insertEntry.get({ planKey: tree.key, parentId, name, folded: foldName(name) });
    return { id: added ?? 0, now: undefined };
  };
  return {
    add: (entry) => {
      const slash = entry.path.lastIndexOf('/');
      const parentId = folders.get(entry.path.slice(0, slash));
      if (parentId === undefined) return false;
      const { id, now } = place(parentId, entry.path.slice(slash + 1));
      if (entry.type === fileType.folder) folders.set(entry.path, id);
      seen.add(id);
      const fresh = { ...entry, entryId: id, firstSeq: sequence, lastSeq };
      if (now && isSameVersion(now, entry)) {
        if (!isSameIdentity(now, entry)) versions.identify.run({ ...fresh, firstSeq: now.firstSeq });
      } else {
        // Begun again after it was cut off, the snapshot's own version is written anew.
        if (now && now.firstSeq < sequence && previous !== null) versions.end.run({ ...now, lastSeq: previous });
        versions.insert.run(fresh);
      }
      return true;
    },
    finish: () => {
      if (previous === null) return;
      for (let after = 0; ; ) {
        const page = versions.current.all({ planKey: tree.key, sequence, after });
        for (const row of page) if (!seen.has(row.entryId)) versions.end.run({ ...row, lastSeq: previous });
        const last = page.at(-1);
        if (!last) return;
        after = last.entryId;
      }
    },
  };
}

function prepareVersions(db: Connection) {
  return {
    insert: db.prepare(
      `INSERT OR REPLACE INTO version (entry_id, first_seq, last_seq, type, size, mtime_s, mtime_ns, mode, uid, gid, dev, ino, ctime_s,
         ctime_ns, flags, sha256, link)
       VALUES (@entryId, @firstSeq, @lastSeq, @type, @size, @mtimeS, @mtimeNs, @mode, @uid, @gid, @dev, @ino, @ctimeS,
         @ctimeNs, @flags, @sha256, @link)`,
    ),
    end: db.prepare('UPDATE version SET last_seq = @lastSeq WHERE entry_id = @entryId AND first_seq = @firstSeq'),
    identify: db.prepare(
      `UPDATE version SET dev = @dev, ino = @ino, ctime_s = @ctimeS, ctime_ns = @ctimeNs, flags = @flags
       WHERE entry_id = @entryId AND first_seq = @firstSeq`,
    ),
    current: db.prepare<unknown[], { entryId: number; firstSeq: number }>(
      `SELECT v.entry_id AS entryId, v.first_seq AS firstSeq FROM entry e CROSS JOIN version v ON v.entry_id = e.id
       WHERE e.id > @after AND e.plan_key = @planKey AND v.last_seq IS NULL AND v.first_seq < @sequence
       ORDER BY e.id LIMIT 10000`,
    ),
  };
}

/** Flags that a person would see as another state; the rest only guide the next run's comparing. */
const visibleFlags = recordFlags.carried | recordFlags.ancestor;

type Comparable = Omit<SnapshotEntry, 'path'>;

/**
 * Whether two records are one version: the same to whoever reads or restores them. Inode and ctime are not part of it:
 * they tell the next run what to look at, and always are those of the newest snapshot.
 */
function isSameVersion(one: Comparable, other: Comparable): boolean {
  return (
    one.type === other.type &&
    one.size === other.size &&
    one.mtimeS === other.mtimeS &&
    one.mtimeNs === other.mtimeNs &&
    one.mode === other.mode &&
    one.uid === other.uid &&
    one.gid === other.gid &&
    one.link === other.link &&
    (one.flags & visibleFlags) === (other.flags & visibleFlags) &&
    sameSum(one.sha256, other.sha256)
  );
}

const isSameIdentity = (one: Comparable, other: Comparable): boolean =>
  one.dev === other.dev &&
  one.ino === other.ino &&
  one.ctimeS === other.ctimeS &&
  one.ctimeNs === other.ctimeNs &&
  one.flags === other.flags;

const sameSum = (one: Buffer | null, other: Buffer | null): boolean =>
  one === null || other === null ? one === other : one.equals(other);

/** A set of small whole numbers at one bit each. */
function createNumberSet() {
  let bits = new Uint8Array(1 << 16);
  return {
    add: (value: number): void => {
      const index = Math.floor(value / 8);
      if (index >= bits.length) {
        const grown = new Uint8Array(Math.max(bits.length * 2, index + 1));
        grown.set(bits);
        bits = grown;
      }
      bits[index] = (bits[index] ?? 0) | (1 << (value % 8));
    },
    has: (value: number): boolean => ((bits[Math.floor(value / 8)] ?? 0) & (1 << (value % 8))) !== 0,
  };
}
