import type pg from 'pg';
import { type ErrorCode, HoldfastError } from '#shared/errors.ts';
import type { Where } from '../tools/postgres/judge-failure.ts';
import { mayReadLargeObjects } from './count-large-objects.ts';
import { sequencesInScope } from './count-objects.ts';
import type { Excluded } from './find-excluded.ts';
import type { ListedTable } from './list-tables.ts';

/**
 * Finds all that would make pg_dump give up, which itself names only the first of it. Throws `database-rights` or
 * `row-security`; `exclude` in the details are patterns that would leave the tables out of the plan.
 */
export async function checkRights(
  client: pg.ClientBase,
  {
    tables,
    excluded,
    where,
  }: { readonly tables: readonly ListedTable[]; readonly excluded: Excluded; readonly where: Where },
): Promise<void> {
  refuse(
    'database-rights',
    'it has no right to read',
    tables.filter(({ readable }) => !readable),
    where,
  );
  const { rows: sequences } = await client.query<Named>(
    `SELECT schema, name FROM (${sequencesInScope}) AS s WHERE NOT has_table_privilege(s.oid, 'SELECT')`,
    [excluded.schemas, excluded.tables],
  );
  refuse('database-rights', 'it has no right to read the sequences', sequences, where);
  refuse(
    'row-security',
    'policies apply to',
    tables.filter(({ filtered, withRows }) => filtered && withRows),
    where,
  );
  const [large] = (await client.query<{ may: boolean }>(mayReadLargeObjects)).rows;
  if (large?.may === false) {
    throw new HoldfastError('database-rights', {
      ...where,
      reason: 'it has no right to read all large objects (GRANT SELECT ON LARGE OBJECT, or the role that owns them)',
    });
  }
}

type Named = Pick<ListedTable, 'schema' | 'name'>;

const named = 5;

function refuse(code: ErrorCode, reason: string, found: readonly Named[], where: Where): void {
  if (found.length === 0) return;
  const exclude = found.map(patternOf);
  const others = found.length > named ? ` and ${found.length - named} more` : '';
  throw new HoldfastError(code, {
    ...where,
    reason: `${reason} ${exclude.slice(0, named).join(', ')}${others}`,
    exclude,
  });
}

/** As `--exclude-table` takes it. */
const patternOf = ({ schema, name }: Named): string => `${asPattern(schema)}.${asPattern(name)}`;

const asPattern = (name: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
