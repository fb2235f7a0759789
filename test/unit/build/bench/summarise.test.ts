import { expect, test } from 'vitest';
import { median } from '#shared/median.ts';
import type { PeerId } from '../../../../build/bench/peers/peer.ts';
import { cellOf, ratioOf, worstRatio } from '../../../../build/bench/summarise.ts';
import { sampleOf } from './sample-of.ts';

const seconds = (peer: PeerId, ...times: number[]) =>
  times.map((value, round) => sampleOf({ peer, round: round + 1, seconds: value }));

test.each([
  [[3, 1, 2], 2],
  [[4, 1, 2, 3], 2.5],
  [[7], 7],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});

test('the median of nothing is no number', () => {
  expect(median([])).toBeNaN();
});

test('a cell has the median time and the highest peak of all rounds', () => {
  const samples = [
    sampleOf({ round: 1, seconds: 1, peakBytes: 30, addedBytes: 5 }),
    sampleOf({ round: 2, seconds: 9, peakBytes: 10, addedBytes: 7 }),
    sampleOf({ round: 3, seconds: 2, peakBytes: 20, addedBytes: 6 }),
  ];
  expect(cellOf(samples, 'nothing-changed', 'holdfast')).toEqual({ seconds: 2, peakBytes: 30, addedBytes: 6 });
  expect(cellOf(samples, 'nothing-changed', 'rsync')).toBeUndefined();
});

test('ratios are taken within each round before their median is', () => {
  const samples = [...seconds('holdfast', 1, 2, 30), ...seconds('rsync', 10, 4, 100)];
  expect(ratioOf(samples, { step: 'nothing-changed', to: 'rsync' })).toBe(0.3);
});

test('a round that the other one was not measured in has no ratio', () => {
  const samples = [...seconds('holdfast', 1, 2, 30), ...seconds('rsnapshot', 2)];
  expect(ratioOf(samples, { step: 'nothing-changed', to: 'rsnapshot' })).toBe(0.5);
  expect(ratioOf(samples, { step: 'nothing-changed', to: 'borg' })).toBeUndefined();
});

test('what is kept apart counts only when asked for', () => {
  const samples = [...seconds('holdfast', 6), sampleOf({ peer: 'rsync', seconds: 4, apartSeconds: 2 })];
  expect(ratioOf(samples, { step: 'nothing-changed', to: 'rsync' })).toBe(1.5);
  expect(ratioOf(samples, { step: 'nothing-changed', to: 'rsync', withApart: true })).toBe(1);
});

test('the fastest of several is the one with the worst ratio', () => {
  const samples = [...seconds('holdfast', 2), ...seconds('rsync', 10), ...seconds('restic', 4), ...seconds('borg', 5)];
  expect(worstRatio(samples, 'nothing-changed', ['rsync', 'restic', 'borg'])).toEqual({ ratio: 0.5, to: 'restic' });
  expect(worstRatio([], 'nothing-changed', ['rsync'])).toBeUndefined();
});
