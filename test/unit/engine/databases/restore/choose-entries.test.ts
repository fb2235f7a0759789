import { expect, test } from 'vitest';
import {
  type ArchiveEntry,
  type Chosen,
  chooseEntries,
} from '../../../../../electron/engine/databases/restore/choose-entries.ts';

const entry = (
  id: number,
  type: string,
  name: string,
  dependsOn: readonly number[] = [],
  schema: string | null = 'public',
): ArchiveEntry => ({
  ...{ id, type, name, dependsOn, schema },
});

const entries: readonly ArchiveEntry[] = [
  entry(1, 'SCHEMA', 'archive', [], null),
  entry(2, 'TYPE', 'mood'),
  entry(10, 'TABLE', 'orders', [2]),
  entry(11, 'SEQUENCE', 'orders_id_seq', [10]),
  entry(12, 'SEQUENCE OWNED BY', 'orders_id_seq', [11, 10]),
  entry(13, 'DEFAULT', 'orders id', [12, 11, 10]),
  entry(20, 'TABLE', 'customers', []),
  entry(30, 'TABLE DATA', 'orders', [10]),
  entry(31, 'TABLE DATA', 'customers', [20]),
  entry(32, 'SEQUENCE SET', 'orders_id_seq', [11]),
  entry(40, 'CONSTRAINT', 'orders orders_pkey', [10]),
  entry(41, 'CONSTRAINT', 'customers customers_pkey', [20]),
  entry(42, 'INDEX', 'by_day', [10]),
  entry(43, 'COMMENT', 'INDEX by_day', [42]),
  entry(44, 'FK CONSTRAINT', 'orders of_customer', [41, 10, 20]),
  entry(45, 'TRIGGER', 'customers note', [20, 60]),
  entry(46, 'ACL', 'TABLE orders', [10]),
  entry(50, 'TABLE', 'old', [], 'archive'),
  entry(51, 'TABLE DATA', 'old', [50], 'archive'),
  entry(60, 'FUNCTION', 'note()', []),
  entry(70, 'TABLE', 'events', []),
  entry(71, 'TABLE', 'events_2026', []),
  entry(72, 'TABLE ATTACH', 'events_2026', [71, 70]),
  entry(73, 'TABLE DATA', 'events_2026', [71]),
  entry(80, 'VIEW', 'all_orders', [10, 20]),
];

const taken = (choice: Partial<Chosen>): readonly number[] =>
  [
    ...chooseEntries(entries, {
      ...{ schema: () => false, table: () => false, presentSchemas: new Set<string>(), prerequisites: false },
      ...choice,
    }),
  ].sort((one, other) => one - other);

const named = (...names: readonly string[]): Pick<Chosen, 'table'> => ({ table: (_, name) => names.includes(name) });

test('a table comes with all that is its own, and with nothing of others', () => {
  expect(taken(named('orders'))).toEqual([10, 11, 12, 13, 30, 32, 40, 42, 43, 44, 46]);
  expect(taken(named('customers'))).toEqual([20, 31, 41, 45]);
});

test('a partitioned table brings its partitions; a partition is attached to its parent', () => {
  expect(taken(named('events'))).toEqual([70, 71, 72, 73]);
  expect(taken(named('events_2026'))).toEqual([71, 72, 73]);
});

test('a schema brings what is in it, and itself where it is not there', () => {
  const schema = (name: string) => name === 'archive';
  expect(taken({ schema })).toEqual([1, 50, 51]);
  expect(taken({ schema, presentSchemas: new Set(['archive']) })).toEqual([50, 51]);
  expect(taken(named('old'))).toEqual([1, 50, 51]);
});

test('into a new database: what is needed comes along without rows, keys to what is not there stay away', () => {
  expect(taken({ ...named('orders'), prerequisites: true })).toEqual([2, 10, 11, 12, 13, 30, 32, 40, 42, 43, 46]);
  expect(taken({ ...named('orders', 'customers'), prerequisites: true })).toContain(44);
  expect(taken({ ...named('all_orders'), prerequisites: true })).toEqual([2, 10, 20, 80]);
});
