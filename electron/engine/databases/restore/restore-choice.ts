import type { DatabaseRestoreMode } from '#shared/domain/database-restore.ts';
import { matchesName } from '#shared/domain/name-pattern.ts';
import type { Chosen } from './choose-entries.ts';
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

export const isChosen = (order: Choice, schema: string, name: string): boolean => {
  if (!isPartial(order)) return true;
  const choice = choiceOf(order);
  return choice.schema(schema) || choice.table(schema, name);
};
