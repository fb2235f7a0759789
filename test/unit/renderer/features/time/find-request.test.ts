import { expect, test } from 'vitest';
import { readTimeSearch } from '../../../../../renderer/app/search-params.ts';
import { countFilters, findRequest } from '../../../../../renderer/features/time/find-request.ts';

test('days are asked for as this computer has them, the last one whole', () => {
  const { since, until } = findRequest('a', { from: '2026-11-20', to: '2026-11-20' });
  expect(since).toBe(new Date(2026, 10, 20).toISOString());
  expect(Date.parse(until ?? '') + 1).toBe(new Date(2026, 10, 21).getTime());
});

test('filters are counted as they are shown: a span is one', () => {
  expect(countFilters()).toBe(0);
  expect(countFilters({ from: '2026-11-20', to: '2026-11-21', minSize: 1, state: 'deleted' })).toBe(3);
});

test('an address gives only filters that can be', () => {
  const filters = { from: '2026-13-45', to: '2026-11-20', minSize: -1, maxSize: 1000, state: 'any', plan: 7 };
  expect(readTimeSearch({ find: 'a', filters }).filters).toEqual({
    plan: '7',
    to: '2026-11-20',
    maxSize: 1000,
    from: undefined,
    minSize: undefined,
    state: undefined,
  });
  expect(readTimeSearch({ find: 'a', filters: { state: 'no' } }).filters).toBeUndefined();
  expect(readTimeSearch({ find: 'a', filters: 'no' }).filters).toBeUndefined();
});
