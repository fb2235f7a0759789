import { HoldfastError } from '#shared/errors.ts';
import { type ArchiveEntry, isRowsEntry, isTableEntry } from '../tools/postgres/parse-archive-list.ts';
import type { ListedTable } from './list-tables.ts';

interface Made {
  readonly database: string;
  /** Of the dump, on the disk. */
  readonly bytes: number;
  readonly entries: readonly ArchiveEntry[];
  /** Those that were counted. */
  readonly tables: readonly ListedTable[];
  /** How many tables the database's last dump had; null where there is none, or having none is allowed. */
  readonly tablesBefore: number | null;
}

/**
 * Whether a dump may count: what it lists are the tables that were counted, and the other way round. Throws
 * `dump-incomplete`, or `database-emptied` where no table is left of those that there were.
 */
export function checkDump({ database, bytes, entries, tables, tablesBefore }: Made): void {
  const refuse = (reason: string): never => {
    throw new HoldfastError('dump-incomplete', { database, reason });
  };
  if (bytes === 0) refuse('it is empty');
  if (tables.length === 0 && tablesBefore !== null && tablesBefore > 0) {
    throw new HoldfastError('database-emptied', { database, tables: tablesBefore });
  }
  const made = numbersOf(entries.filter(isTableEntry));
  const filled = numbersOf(entries.filter(isRowsEntry));
  for (const table of tables) {
    if (!table.ofExtension && !made.has(table.oid)) refuse(`the table ${nameOf(table)} is not in its list`);
    if (table.withRows && !filled.has(table.oid)) refuse(`the rows of ${nameOf(table)} are not in its list`);
  }
  const counted = numbersOf(tables);
  const unknown = entries.find((entry) => (isTableEntry(entry) || isRowsEntry(entry)) && !counted.has(entry.oid));
  if (unknown) refuse(`it lists what was not counted (${unknown.words})`);
}

const numbersOf = (all: readonly { readonly oid: string }[]): ReadonlySet<string> => new Set(all.map(({ oid }) => oid));

const nameOf = ({ schema, name }: ListedTable): string => `${schema}.${name}`;
