import { expect, test } from 'vitest';
import { buildCountQuery, chooseSample } from '../../../../electron/engine/databases/build-count-query.ts';

const look = { oid: '1', bytes: 0, dataBytes: 0, estimate: 0, columns: ['a', 'b'], key: ['id'], countable: true };
const table = { schema: 'shop', name: 'it"s', condition: '' };

test('a small table is summed as a whole, a large one by rows of its key', () => {
  expect(chooseSample({ ...look, estimate: 1500, dataBytes: 100_000 })).toEqual({
    columns: [],
    hashed: false,
    modulus: 1,
  });
  expect(chooseSample({ ...look, estimate: 1_000_000 })).toEqual({ columns: ['id'], hashed: false, modulus: 673 });
  expect(chooseSample({ ...look, key: ['x', 'y'], countable: false, estimate: 1_000_000 })).toMatchObject({
    hashed: true,
  });
});

test('few rows of much content are not all read', () => {
  expect(chooseSample({ ...look, estimate: 1000, dataBytes: 10 * 1024 ** 3 })?.modulus).toBe(1361);
});

test('a large table without anything to choose by is only counted', () => {
  expect(chooseSample({ ...look, key: [], estimate: 1e9 })).toBeNull();
  const query = buildCountQuery({ table, columns: ['a'], rule: null, digest: 'sha256', encoding: 'UTF8' });
  expect(query).toBe('SELECT count(*)::text AS rows, NULL AS sampled, NULL AS sum FROM ONLY "shop"."it""s" AS t ');
});

test('one pass counts all rows and sums some', () => {
  const rule = { columns: ['id'], hashed: false, modulus: 7 };
  const query = buildCountQuery({ table, columns: ['a', 'b'], rule, digest: 'md5', encoding: 'UTF8' });
  expect(query).toContain('count(*)::text AS rows, (count(*) FILTER (WHERE t."id" % 7 = 0))::text AS sampled');
  expect(query).toContain(`left(md5(convert_to(ROW(t."a", t."b")::text, 'UTF8')), 16)`);
});
