import type { DatabaseSource } from '#shared/domain/database.ts';
import { matchesName } from '#shared/domain/name-pattern.ts';
import { connectServer, type ServerQuestion } from './connect-server.ts';

type Exclusions = Pick<DatabaseSource, 'excludeSchemas' | 'excludeTables'>;

interface HiddenTable {
  readonly schema: string;
  readonly name: string;
  readonly unreadable: boolean;
}

const examples = 5;
/** A test answers soon, also where there are hundreds. */
const lookedAt = 50;

/**
 * What of the databases a dump could not read: tables without the right to, and those whose rows row security would leave
 * out. A sentence for each database.
 */
export async function findHidden({
  source,
  databases,
  ask,
}: {
  readonly source: Exclusions;
  readonly databases: readonly { readonly name: string }[];
  readonly ask: ServerQuestion;
}): Promise<string[]> {
  const problems: string[] = [];
  for (const { name } of databases.slice(0, lookedAt)) {
    const hidden = (await askHidden({ ...ask, database: name })).filter((table) => !isExcluded(source, table));
    const unreadable = hidden.filter((table) => table.unreadable);
    const filtered = hidden.filter((table) => !table.unreadable);
    if (unreadable.length > 0)
      problems.push(
        `In ${name} the role may not read ${listOf(unreadable)}, and then nothing of ${name} can be dumped. Grant it SELECT (a member of pg_read_all_data has it everywhere), or exclude ${unreadable.length === 1 ? 'it' : 'them'}.`,
      );
    if (filtered.length > 0)
      problems.push(
        `In ${name} row security hides rows of ${listOf(filtered)} from the role, and then nothing of ${name} can be dumped. Use a role with BYPASSRLS, or exclude ${filtered.length === 1 ? 'it' : 'them'}.`,
      );
  }
  return problems;
}

/** As pg_dump sees them: what belongs to an extension is not dumped. Rows of foreign tables stay where they are. */
async function askHidden(question: ServerQuestion): Promise<HiddenTable[]> {
  const client = await connectServer(question);
  try {
    const { rows } = await client.query<HiddenTable>(
      `SELECT n.nspname AS schema, c.relname AS name, NOT readable AS unreadable
       FROM pg_catalog.pg_class c
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace,
         LATERAL (SELECT pg_catalog.has_schema_privilege(n.oid, 'USAGE')
           AND pg_catalog.has_table_privilege(c.oid, 'SELECT') AS readable) may
       WHERE c.relkind IN ('r', 'p', 'S', 'm') AND c.relpersistence <> 't'
         AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
         AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
           WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
         AND (NOT readable OR pg_catalog.row_security_active(c.oid))
       ORDER BY 1, 2`,
    );
    return rows;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Patterns of pg_dump with a dot name the schema too. */
const isExcluded = ({ excludeSchemas, excludeTables }: Exclusions, { schema, name }: HiddenTable): boolean =>
  matchesName(excludeSchemas, schema) ||
  matchesName(excludeTables, `${schema}.${name}`) ||
  matchesName(excludeTables, name);

function listOf(tables: readonly HiddenTable[]): string {
  const named = tables.slice(0, examples).map(({ schema, name }) => `${schema}.${name}`);
  const rest = tables.length - named.length;
  return rest > 0 ? `${named.join(', ')} and ${rest} more` : named.join(', ');
}
