import { expect, test } from 'vitest';
import { compareCounts } from '../../../../electron/engine/databases/compare-counts.ts';
import type { CountedSequence, Counts, Sample } from '../../../../electron/engine/databases/counts-file.ts';

const sample: Sample = { rows: 10, sum: '12345', by: { columns: ['id'], hashed: false, modulus: 3 } };
const hashed: Sample = { ...sample, by: { ...sample.by, hashed: true } };
const sequence: CountedSequence = { schema: 'public', name: 'ids', value: '10', increment: '1', cycles: false };

function counts(changes: Partial<Counts> = {}): Counts {
  return {
    ...{ format: 1, database: 'shop', at: '2026-05-05T12:00:00.000Z', serverVersion: '15.14', encoding: 'UTF8' },
    ...{ databaseBytes: 1, digest: 'sha256', extensions: [], sequences: [sequence] },
    tables: [{ schema: 'public', name: 'a', kind: 'table', rows: 30, bytes: 1, sample }],
    largeObjects: { count: 1, bytes: 1, sample: null },
    objects: {
      ...{ schemas: 0, views: 1, materializedViews: 0, functions: 0, types: 0, indexes: 0, constraints: 0 },
      ...{ foreignKeys: 0, triggers: 0, rules: 0, policies: 0, statistics: 0 },
    },
    ...changes,
  };
}

const failuresOf = (found: Partial<Counts>, recorded: Partial<Counts> = {}): readonly string[] =>
  compareCounts(counts(recorded), counts(found)).failures;
const table = (changes: Partial<Counts['tables'][number]>) => ({
  tables: counts().tables.map((one) => ({ ...one, ...changes })),
});
const ids = (changes: Partial<CountedSequence>) => ({ sequences: [{ ...sequence, ...changes }] });

test('what is equal passes, whatever it takes on the server', () => {
  const { checks, failures } = compareCounts(counts(), counts({ databaseBytes: 99, serverVersion: '17.2' }));
  expect(failures).toEqual([]);
  expect(checks).toEqual({ passed: 16, total: 16 });
});

test('tables: missing, other rows, other content', () => {
  expect(failuresOf({ tables: [] })).toEqual(['The table public.a is missing.']);
  expect(failuresOf(table({ rows: 29 }))).toEqual(['The table public.a has 29 rows instead of 30.']);
  expect(failuresOf(table({ sample: { ...sample, sum: '0' } }))).toEqual([
    'Rows of the table public.a are not what they were: their checksum differs.',
  ]);
});

test('tables that were dumped without rows have none to compare', () => {
  expect(failuresOf(table({ rows: 0 }), table({ rows: null, sample: null }))).toEqual([]);
});

test('samples chosen by a hash of text say nothing in another encoding', () => {
  const recorded = { ...table({ sample: hashed }), encoding: 'LATIN1' };
  expect(failuresOf(table({ sample: { ...hashed, sum: '0' } }), recorded)).toEqual([]);
  expect(failuresOf(table({ sample: { ...sample, sum: '0' } }), { encoding: 'LATIN1' })).toHaveLength(1);
});

test('sequences go on, and never back', () => {
  expect(failuresOf(ids({ value: '11' }))).toEqual([]);
  expect(failuresOf(ids({ value: '9' }))).toEqual(['The sequence public.ids is at 9 instead of 10.']);
  expect(failuresOf(ids({ value: null }))).toEqual(['The sequence public.ids is at its start instead of 10.']);
  expect(failuresOf({ sequences: [] })).toEqual(['The sequence public.ids is missing.']);
  expect(failuresOf(ids({ value: '9', increment: '-1' }), ids({ increment: '-1' }))).toEqual([]);
  expect(failuresOf(ids({ value: '11', increment: '-1' }), ids({ increment: '-1' }))).toHaveLength(1);
  expect(failuresOf(ids({ value: '1', cycles: true }), ids({ cycles: true }))).toEqual([]);
  expect(failuresOf(ids({ value: '99999999999999999999999' }), ids({ value: null }))).toEqual([]);
});

test('large objects and objects of each kind', () => {
  expect(failuresOf({ largeObjects: { count: 0, bytes: 0, sample: null } })).toEqual([
    'There are 0 large objects instead of 1.',
  ]);
  expect(failuresOf({ objects: { ...counts().objects, views: 0 } })).toEqual(['There are 0 views instead of 1.']);
});

test('what a restore had to leave out is not missed', () => {
  const leftOut = { tables: new Set(['public.a']), incomplete: true };
  const found = counts({ tables: [], sequences: [], objects: { ...counts().objects, views: 0 } });
  expect(compareCounts(counts(), found, { leftOut }).failures).toEqual([]);
});

test('names are told as SQL writes them', () => {
  const odd = {
    tables: [
      { ...counts().tables[0], schema: 'Odd "one"', name: 'two words', kind: 'table', rows: 1, bytes: 0, sample: null },
    ],
  } as const;
  expect(failuresOf({ tables: [] }, { tables: [...odd.tables] })).toEqual([
    'The table "Odd ""one"""."two words" is missing.',
  ]);
});
