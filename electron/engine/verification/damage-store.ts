import type { Damage } from '#shared/domain/damage.ts';
import { readCursor, writeCursor } from '../catalogue/cursor.ts';
import type { PageOf } from '../catalogue/list-folder.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import type { FoundDamage } from '../repository/manifest.ts';

interface Stored extends Omit<FoundDamage, 'missing'> {
  readonly missing: number;
}

interface PageRequest {
  /** Only this path and what lies below it; `/` for all. */
  readonly path: string;
  readonly after: string | undefined;
  readonly limit: number;
}

/** So many names of snapshots that share a damaged copy are told. */
export const toldSharers = 100;

/** What integrity checks found wrong in snapshots. */
export function createDamageStore(db: Connection) {
  const page = db.prepare<unknown[], Stored>(
    `SELECT path, reason, missing, ino FROM damage WHERE snapshot_id = @snapshotId AND path > @after
       AND (@path = '/' OR path = @path OR (path > @path || '/' AND path < @path || '0'))
     ORDER BY path LIMIT @limit`,
  );
  const all = db.prepare<[string], Stored>(
    'SELECT path, reason, missing, ino FROM damage WHERE snapshot_id = ? ORDER BY path',
  );
  const sharers = db
    .prepare<unknown[], string>(
      `SELECT DISTINCT iif(s.plan_key = own.plan_key, s.name, p.name || '/' || s.name)
       FROM snapshot own JOIN place op ON op.key = own.plan_key
       JOIN damage d ON d.ino = @ino AND d.snapshot_id <> own.id
       JOIN snapshot s ON s.id = d.snapshot_id AND s.missing = 0
       JOIN place sp ON sp.key = s.plan_key AND sp.repository_key = op.repository_key JOIN plan p ON p.id = sp.plan_id
       WHERE own.id = @snapshotId ORDER BY s.completed_at DESC LIMIT ${toldSharers}`,
    )
    .pluck();
  return {
    /** By path, page by page. */
    page: (snapshotId: string, { path: below, after, limit }: PageRequest): PageOf<Damage> => {
      const [last = ''] = readCursor(after, ['string']) ?? [];
      const rows = page.all({ snapshotId, path: below, after: last, limit: limit + 1 });
      const items = rows.slice(0, limit).map(({ path, reason, missing, ino }) => ({
        ...{ path, reason, missing: missing === 1 },
        sharedWith: ino === null ? [] : sharers.all({ snapshotId, ino }),
      }));
      const end = items.at(-1);
      return { items, next: rows.length > limit && end ? writeCursor([end.path]) : null };
    },
    /** All of a snapshot's. */
    of: (snapshotId: string): FoundDamage[] =>
      all.all(snapshotId).map(({ missing, ...row }) => ({ ...row, missing: missing === 1 })),
    /** Names of the other snapshots in which that inode of the repository is known to be damaged. */
    sharers: (snapshotId: string, ino: number): string[] => sharers.all({ snapshotId, ino }),
  };
}

/** Puts what is known to be wrong in a snapshot in the place of what was known before. To be called within a transaction. */
export function writeDamage(db: Connection, snapshotId: string, damage: readonly FoundDamage[]): void {
  db.prepare('DELETE FROM damage WHERE snapshot_id = ?').run(snapshotId);
  const insert = db.prepare(
    `INSERT OR REPLACE INTO damage (snapshot_id, path, reason, missing, ino)
     VALUES (@snapshotId, @path, @reason, @missing, @ino)`,
  );
  for (const { missing, ...found } of damage) insert.run({ ...found, snapshotId, missing: Number(missing) });
  const count = db.prepare<[string], number>('SELECT count(*) FROM damage WHERE snapshot_id = ?').pluck();
  db.prepare('UPDATE snapshot SET damaged = ? WHERE id = ?').run(count.get(snapshotId) ?? 0, snapshotId);
}
