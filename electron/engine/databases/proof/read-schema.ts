import { rolesIn, unquote } from '../restore/map-roles.ts';

/** What has to be known of a dump's statements before it can be restored. */
export interface DumpedSchema {
  /** Encoding and locale, as CREATE DATABASE takes them; empty where the dump does not tell. */
  readonly databaseOptions: string;
  /** Roles that own something, or that something is granted to. */
  readonly roles: ReadonlySet<string>;
}

const identifier = '(?:"(?:[^"]|"")*"|[^\\s",;]+)';
const database = new RegExp(`^CREATE DATABASE ${identifier} WITH TEMPLATE = template0 ?(.*);$`);
const policy = new RegExp(`^CREATE POLICY .*? TO (${identifier}(?:, ${identifier})*)(?: USING | WITH CHECK |;)`);
const mapping = new RegExp(`^CREATE USER MAPPING FOR (${identifier}) `);

/**
 * Reads the script that `pg_restore --create --schema-only` writes, line by line. A line within a function's text may pass
 * for a statement: then a role is known that nobody needs.
 */
export function createSchemaReader(): { line(line: string): void; schema(): DumpedSchema } {
  const roles = new Set<string>();
  let options: string | null = null;
  return {
    line: (line) => {
      options ??= database.exec(line)?.[1] ?? null;
      for (const role of rolesIn(line)) roles.add(role);
      const listed = policy.exec(line)?.[1] ?? mapping.exec(line)?.[1] ?? '';
      for (const [written] of listed.matchAll(new RegExp(identifier, 'g')))
        if (written !== 'PUBLIC') roles.add(unquote(written));
    },
    schema: () => ({ databaseOptions: options ?? '', roles }),
  };
}
