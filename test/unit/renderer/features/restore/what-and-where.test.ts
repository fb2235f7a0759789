import { expect, test } from 'vitest';
import { whatAndWhere } from '../../../../../renderer/features/restore/what-and-where.ts';

const snapshot = { planName: 'Photos', completedAt: new Date(2026, 10, 21, 6, 31).toISOString() };
const now = Date.parse(snapshot.completedAt);

test.each([
  [{ paths: [], to: null, suffix: null }, /^All of “Photos” as of .*06:31, to where it was$/],
  [{ paths: ['/home/ada/a.jpg'], to: '/tmp/x', suffix: null }, /^\/home\/ada\/a\.jpg as of .*, into \/tmp\/x$/],
  [{ paths: ['/a', '/b'], to: null, suffix: null }, /^2 items of “Photos” as of/],
  [{ paths: ['/a'], to: null, suffix: ' (as of 2026-11-20)' }, /^\/a as of .*, beside the original$/],
])('%j is said as %s', (request, words) => {
  expect(whatAndWhere(snapshot, request, now)).toMatch(words);
});
