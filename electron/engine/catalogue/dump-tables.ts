import type { ComparedTable, DumpTable } from '#shared/domain/database.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { PageOf } from './list-folder.ts';
import type { Connection } from './open-catalogue.ts';

export interface TablesRequest {
  readonly key: number;
  /** The dump that it is compared with; null if there is none. */
  readonly beforeKey: number | null;
  readonly after?: string | undefined;
  readonly limit: number;
}

interface Stored extends DumpTable {
  readonly known: number;
  readonly rowsBefore: number | null;
  readonly bytesBefore: number | null;
}

/** Pages of a dump's tables, by schema and name. */
export function createTableReader(db: Connection): (request: TablesRequest) => PageOf<ComparedTable> {
  const page = db.prepare<unknown[], Stored>(
    `SELECT t.schema, t.name, t.rows, t.bytes, b.dump_key IS NOT NULL AS known, b.rows AS rowsBefore,
       b.bytes AS bytesBefore
     FROM dump_table t LEFT JOIN dump_table b ON b.dump_key = @beforeKey AND b.schema = t.schema AND b.name = t.name
     WHERE t.dump_key = @key AND (t.schema, t.name) > (@schema, @name) ORDER BY t.schema, t.name LIMIT @limit`,
  );
  return ({ key, beforeKey, after, limit }) => {
    const [schema = '', name = ''] = readCursor(after, ['string', 'string']) ?? [];
    const rows = page.all({ key, beforeKey, schema, name, limit: limit + 1 });
    const items = rows.slice(0, limit);
    const end = rows.length > limit ? items.at(-1) : undefined;
    return { items: items.map(toTable), next: end ? writeCursor([end.schema, end.name]) : null };
  };
}

const toTable = ({ known, rowsBefore, bytesBefore, ...table }: Stored): ComparedTable => ({
  ...table,
  before: known === 1 ? { rows: rowsBefore, bytes: bytesBefore ?? 0 } : null,
});
