import type { CountedSequence, CountedTable, Counts, ObjectKind, Sample } from './counts-file.ts';
import { createFindings, type Findings, type FindingsSheet } from './findings.ts';

/** What a restore left out for reasons that are no damage. */
export interface LeftOut {
  /** Tables by `schema.name` as SQL writes them, without which the rest is compared. */
  readonly tables: ReadonlySet<string>;
  /** Objects are missing besides: their numbers say nothing. */
  readonly incomplete: boolean;
}

const nothingLeftOut: LeftOut = { tables: new Set(), incomplete: false };

/**
 * Compares what a restored database holds with what was recorded when it was dumped: each table's rows and the sum of some
 * of them, sequences, large objects, and how many objects of each kind there are. `found` is to be counted like `recorded`.
 * What differs is added to the sheet, if there is one already. Pure otherwise.
 */
export function compareCounts(
  recorded: Counts,
  found: Counts,
  {
    leftOut = nothingLeftOut,
    sheet = createFindings(),
  }: { readonly leftOut?: LeftOut; readonly sheet?: FindingsSheet } = {},
): Findings {
  const { incomplete } = leftOut;
  const tables = new Map(found.tables.map((table) => [nameOf(table), table]));
  const sameText = recorded.encoding === found.encoding;
  for (const table of recorded.tables) {
    if (!leftOut.tables.has(nameOf(table))) compareTable(table, tables.get(nameOf(table)), { sameText, sheet });
  }
  const sequences = new Map(found.sequences.map((sequence) => [nameOf(sequence), sequence]));
  for (const sequence of recorded.sequences)
    compareSequence(sequence, sequences.get(nameOf(sequence)), { incomplete, sheet });
  compareLargeObjects(recorded.largeObjects, found.largeObjects, sheet);
  if (!incomplete) compareObjects(recorded.objects, found.objects, sheet);
  return sheet.result();
}

interface TableQuestion {
  readonly sameText: boolean;
  readonly sheet: FindingsSheet;
}

function compareTable(
  recorded: CountedTable,
  found: CountedTable | undefined,
  { sameText, sheet }: TableQuestion,
): void {
  const name = nameOf(recorded);
  if (!found) {
    sheet.check(false, () => `The table ${name} is missing.`);
    return;
  }
  const { rows } = recorded;
  if (rows === null) {
    sheet.check(true, () => '');
    return;
  }
  sheet.check(found.rows === rows, () => `The table ${name} has ${found.rows ?? 0} rows instead of ${rows}.`);
  if (
    !recorded.sample ||
    !found.sample ||
    found.rows !== rows ||
    !isComparable(recorded.sample, found.sample, sameText)
  )
    return;
  const equal = isEqual(recorded.sample, found.sample);
  sheet.check(equal, () => `Rows of the table ${name} are not what they were: their checksum differs.`);
}

/** Rows that were chosen by a hash of their text are other rows in another encoding. */
const isComparable = (recorded: Sample, found: Sample, sameText: boolean): boolean =>
  JSON.stringify(recorded.by) === JSON.stringify(found.by) && (sameText || !recorded.by.hashed);

const isEqual = (recorded: Sample, found: Sample): boolean =>
  recorded.rows === found.rows && recorded.sum === found.sum;

/** Sequences go on while they are dumped: a dump may hold a later number than was recorded, never an earlier one. */
function compareSequence(
  recorded: CountedSequence,
  found: CountedSequence | undefined,
  { incomplete, sheet }: { readonly incomplete: boolean; readonly sheet: FindingsSheet },
): void {
  const name = nameOf(recorded);
  if (!found && incomplete) return;
  sheet.check(isAtLeast(recorded, found), () =>
    found
      ? `The sequence ${name} is at ${found.value ?? 'its start'} instead of ${recorded.value}.`
      : `The sequence ${name} is missing.`,
  );
}

function isAtLeast(recorded: CountedSequence, found: CountedSequence | undefined): boolean {
  if (!found) return false;
  if (recorded.value === null || recorded.cycles) return true;
  if (found.value === null) return false;
  const [then, now] = [BigInt(recorded.value), BigInt(found.value)];
  return BigInt(recorded.increment) < 0n ? now <= then : now >= then;
}

function compareLargeObjects(
  recorded: Counts['largeObjects'],
  found: Counts['largeObjects'],
  sheet: FindingsSheet,
): void {
  const { count, sample } = recorded;
  sheet.check(found.count === count, () => `There are ${found.count} large objects instead of ${count}.`);
  if (!sample || !found.sample || found.count !== count) return;
  sheet.check(isEqual(sample, found.sample), () => 'Large objects are not what they were: their checksum differs.');
}

function compareObjects(recorded: Counts['objects'], found: Counts['objects'], sheet: FindingsSheet): void {
  for (const [kind, count] of Object.entries(recorded) as [ObjectKind, number][]) {
    const now = found[kind];
    sheet.check(now === count, () => `There are ${now} ${objectWords[kind]} instead of ${count}.`);
  }
}

const objectWords: Readonly<Record<ObjectKind, string>> = {
  schemas: 'schemas',
  views: 'views',
  materializedViews: 'materialised views',
  functions: 'functions',
  types: 'types',
  indexes: 'indexes',
  constraints: 'constraints',
  foreignKeys: 'foreign keys',
  triggers: 'triggers',
  rules: 'rules',
  policies: 'policies',
  statistics: 'extended statistics',
};

/** As SQL writes it: names that need quotes have them. */
export const nameOf = ({ schema, name }: { readonly schema: string; readonly name: string }): string =>
  `${quoted(schema)}.${quoted(name)}`;

const quoted = (name: string): string => (/^[a-z_][a-z0-9_$]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`);
