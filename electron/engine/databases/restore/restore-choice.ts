import type { DatabaseRestoreMode } from '#shared/domain/database-restore.ts';
import { matchesName } from '#shared/domain/name-pattern.ts';
import { type ArchiveEntry, type Chosen, chooseEntries, relations } from './choose-entries.ts';
import type { DatabaseRestoreOrder } from './database-restore-order.ts';

type Choice = Pick<DatabaseRestoreOrder, 'schemas' | 'tables'>;

/** Only some schemas or tables are restored. */
export const isPartial = ({ schemas, tables }: Choice): boolean => schemas.length + tables.length > 0;

export function modeOf({ schemas, tables }: Choice, isThere: boolean): DatabaseRestoreMode {
  if (!isThere) return 'create';
  return isPartial({ schemas, tables }) ? 'within' : 'replace';
}

/** Which schemas and tables an order names. */
export function choiceOf({ schemas, tables }: Choice): Pick<Chosen, 'schema' | 'table'> {
  return {
    schema: (schema) => matchesName(schemas, schema),
    table: (schema, name) =>
      tables.length > 0 && (matchesName(tables, `${schema}.${name}`) || matchesName(tables, name)),
  };
}

/** Whether a restore takes a table, a view or a sequence of the dump: one that is named, or comes with one that is. */
export function takenRelations(
  order: Choice,
  entries: readonly ArchiveEntry[],
): (schema: string, name: string) => boolean {
  if (!isPartial(order)) return () => true;
  const taken = chooseEntries(entries, { ...choiceOf(order), presentSchemas: new Set(), prerequisites: false });
  const names = entries
    .filter(({ id, type }) => taken.has(id) && relations.has(type))
    .map(({ schema, name }) => JSON.stringify([schema, name]));
  const known = new Set(names);
  return (schema, name) => known.has(JSON.stringify([schema, name]));
}
