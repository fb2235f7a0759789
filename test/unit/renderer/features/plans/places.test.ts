import { expect, test } from 'vitest';
import type { PlanPlace } from '#shared/domain/plan.ts';
import { placeWords, turnsWords } from '../../../../../renderer/features/plans/places/place-words.ts';

const now = Date.parse('2026-11-21T12:00:00.000Z');
const daysAgo = (days: number) => new Date(now - days * 86_400_000).toISOString();
const place = (change: Partial<PlanPlace>): PlanPlace => ({
  ...{ repositoryId: 'red', path: '/media/red', available: true, inRotation: true, snapshots: 1, longAgo: false },
  lastGoodAt: daysAgo(1),
  ...change,
});

test('a place tells how old its last copy is, and what to do where that was long ago', () => {
  const words = (change: Partial<PlanPlace>) => placeWords(place(change), now);
  expect(words({})).toBe('last copy 1 day ago');
  expect(words({ lastGoodAt: null })).toBe('no copy yet');
  expect(words({ available: false })).toBe('last copy 1 day ago');
  expect(words({ lastGoodAt: daysAgo(9), available: false, longAgo: true })).toBe('last copy 9 days ago, connect it');
  expect(words({ lastGoodAt: daysAgo(9), longAgo: true })).toBe('last copy 9 days ago, its turn is due');
  expect(words({ inRotation: false })).toBe('last copy 1 day ago, gets no more');
});

test('drives that take turns are told one by one; a single one is not', () => {
  const blue = place({ repositoryId: 'blue', path: '/media/blue', lastGoodAt: daysAgo(3) });
  expect(turnsWords({ places: [place({}), blue] }, now)).toBe(
    '/media/red: last copy 1 day ago; /media/blue: last copy 3 days ago.',
  );
  expect(turnsWords({ places: [place({}), { ...blue, inRotation: false }] }, now)).toBe('');
});
