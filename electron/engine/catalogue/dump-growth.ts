import type { DumpMoment, TableGrowth } from '#shared/domain/database.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { PageOf } from './list-folder.ts';
import type { Connection } from './open-catalogue.ts';

export interface GrowthRequest {
  /** A plan in its repositories. */
  readonly planKeys: readonly number[];
  readonly sourceId: string;
  readonly database: string;
  /** So many of the newest dumps. */
  readonly points: number;
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface Growth {
  /** Oldest first. */
  readonly moments: DumpMoment[];
  readonly tables: PageOf<TableGrowth>;
}

type Moment = DumpMoment & { readonly key: number };

/** How a database and its tables grew from dump to dump; tables by schema and name, page by page. */
export function createGrowthReader(db: Connection): (request: GrowthRequest) => Growth {
  const newest = db.prepare<unknown[], Moment>(
    `SELECT d.key, d.snapshot_id AS snapshotId, s.name AS snapshotName, d.at, d.bytes, d.database_bytes AS databaseBytes,
       d.tables, d.rows
     FROM dump d CROSS JOIN snapshot s ON s.id = d.snapshot_id AND s.missing = 0
     WHERE d.source_id = @sourceId AND d.database = @database AND s.kind = 'backup'
       AND s.plan_key IN (SELECT value FROM json_each(@planKeys))
     ORDER BY s.completed_at DESC, s.sequence DESC LIMIT @points`,
  );
  const names = db.prepare<unknown[], { schema: string; name: string }>(
    `SELECT DISTINCT t.schema, t.name FROM json_each(@keys) k CROSS JOIN dump_table t ON t.dump_key = k.value
     WHERE (t.schema, t.name) > (@schema, @name) ORDER BY t.schema, t.name LIMIT @limit`,
  );
  const at = db.prepare<unknown[], { rows: number | null; bytes: number }>(
    'SELECT rows, bytes FROM dump_table WHERE dump_key = @key AND schema = @schema AND name = @name',
  );
  return ({ after, limit, planKeys, ...request }) => {
    const moments = newest.all({ ...request, planKeys: JSON.stringify(planKeys) }).reverse();
    const [schema = '', name = ''] = readCursor(after, ['string', 'string']) ?? [];
    const keys = JSON.stringify(moments.map(({ key }) => key));
    const found = names.all({ keys, schema, name, limit: limit + 1 });
    const shown = found.slice(0, limit);
    const items = shown.map((table) => {
      const points = moments.map(({ key }) => at.get({ ...table, key }));
      return {
        ...table,
        rows: points.map((point) => point?.rows ?? null),
        bytes: points.map((point) => point?.bytes ?? null),
      };
    });
    const end = found.length > limit ? shown.at(-1) : undefined;
    const next = end ? writeCursor([end.schema, end.name]) : null;
    return { moments: moments.map(({ key: _, ...moment }) => moment), tables: { items, next } };
  };
}
