import pg from 'pg';
import type { SampleRule, SumDigest } from './counts-file.ts';
import type { ListedTable } from './list-tables.ts';
import type { TableLook } from './look-at-tables.ts';

/** About so many rows of a large table are summed, and tables with fewer as a whole. */
const sampledRows = 2000;
/** Nor are more bytes than this. */
const sampledBytes = 8 * 1024 ** 2;

/** Each about twice the one before. Numbers that are given out in steps share no divisor with a prime. */
const primes = [2, 3, 7, 17, 37, 79, 163, 331, 673, 1361, 2729, 5471, 10_949, 21_911, 43_853, 87_719, 175_447, 350_899];
const largest = 701_819;

/** By what rows of a table are chosen for its sum; null: there is nothing to choose by. */
export function chooseSample({ estimate, dataBytes, key, countable }: TableLook): SampleRule | null {
  const wanted = Math.max(estimate / sampledRows, dataBytes / sampledBytes);
  if (wanted <= 1) return { columns: [], hashed: false, modulus: 1 };
  if (key.length === 0) return null;
  return { columns: [...key], hashed: !countable, modulus: primes.find((prime) => prime >= wanted) ?? largest };
}

interface CountQuestion {
  readonly table: Pick<ListedTable, 'schema' | 'name' | 'condition'>;
  /** Those that the sum is made of. */
  readonly columns: readonly string[];
  readonly rule: SampleRule | null;
  readonly digest: SumDigest;
  readonly encoding: string;
}

/**
 * One pass over a table: all its rows counted, and those that the rule takes summed. Gives `rows`, `sampled` and `sum`
 * as text. Each row is the text of its columns, hashed; the sum of the hashes does not depend on the order.
 */
export function buildCountQuery({ table, columns, rule, digest, encoding }: CountQuestion): string {
  const from = `FROM ONLY ${quoted(table.schema)}.${quoted(table.name)} AS t ${table.condition}`;
  if (rule === null) return `SELECT count(*)::text AS rows, NULL AS sampled, NULL AS sum ${from}`;
  const taken = rule.modulus === 1 ? '' : ` FILTER (WHERE ${remainderOf(rule)} = 0)`;
  const sum = hashOf(`ROW(${columns.map(column).join(', ')})::text`, digest, encoding);
  return `SELECT count(*)::text AS rows, (count(*)${taken})::text AS sampled, coalesce(sum(${sum})${taken}, 0)::text AS sum ${from}`;
}

const quoted = (name: string): string => pg.escapeIdentifier(name);
const column = (name: string): string => `t.${quoted(name)}`;

function remainderOf({ columns, hashed, modulus }: SampleRule): string {
  const [first = ''] = columns;
  const number = hashed ? `hashtext(ROW(${columns.map(column).join(', ')})::text COLLATE "C")` : column(first);
  return `${number} % ${modulus}`;
}

/** The first 64 bits of a hash as a number. Text is taken in UTF-8, so that another encoding gives the same sum. */
function hashOf(text: string, digest: SumDigest, encoding: string): string {
  // A database without an encoding may hold bytes that are no text in any.
  const bytes = `convert_to(${text}, ${pg.escapeLiteral(encoding === 'SQL_ASCII' ? 'SQL_ASCII' : 'UTF8')})`;
  return numberOf(bytes, digest);
}

export function numberOf(bytes: string, digest: SumDigest): string {
  const hex =
    digest === 'sha256' ? `encode(substring(sha256(${bytes}) FROM 1 FOR 8), 'hex')` : `left(md5(${bytes}), 16)`;
  return `('x' || ${hex})::bit(64)::bigint::numeric`;
}
