import { expect, test } from 'vitest';
import { checkDump } from '../../../../electron/engine/databases/check-dump.ts';
import type { ListedTable } from '../../../../electron/engine/databases/list-tables.ts';
import type { ArchiveEntry } from '../../../../electron/engine/tools/postgres/parse-archive-list.ts';

const table = (oid: string, more: Partial<ListedTable> = {}): ListedTable => ({
  ...{ oid, schema: 'public', name: `t${oid}`, kind: 'table', withRows: true, condition: '' },
  ...{ ofExtension: false, readable: true, filtered: false, ...more },
});
const made = (oid: string): ArchiveEntry => ({ catalogue: 1259, oid, words: `TABLE public t${oid} me` });
const filled = (oid: string): ArchiveEntry => ({ catalogue: 0, oid, words: `TABLE DATA public t${oid} me` });

const usual = {
  database: 'shop',
  bytes: 10,
  tables: [table('1'), table('2', { withRows: false })],
  entries: [made('1'), filled('1'), made('2')],
  tablesBefore: 2,
};

test('a dump that lists what was counted may count', () => {
  expect(() => checkDump(usual)).not.toThrow();
  const ofExtension = table('1', { ofExtension: true });
  expect(() => checkDump({ ...usual, tables: [ofExtension], entries: [filled('1')] })).not.toThrow();
  expect(() => checkDump({ ...usual, tables: [], entries: [], tablesBefore: null })).not.toThrow();
});

test.each([
  ['it is empty', { bytes: 0 }],
  ['public.t1 is not in its list', { entries: [filled('1'), made('2')] }],
  ['the rows of public.t1', { entries: [made('1'), made('2')] }],
  ['what was not counted (TABLE public t3 me)', { entries: [...usual.entries, made('3')] }],
  ['what was not counted (TABLE DATA public t3 me)', { entries: [...usual.entries, filled('3')] }],
])('%s: it is refused', (reason, change) => {
  expect(() => checkDump({ ...usual, ...change })).toThrow(reason);
});

test('a database that lost all its tables is no good dump (success with nothing done)', () => {
  expect(() => checkDump({ ...usual, tables: [], entries: [] })).toThrow('holds no tables any more');
});
