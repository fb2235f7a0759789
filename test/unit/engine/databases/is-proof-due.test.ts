import { expect, test } from 'vitest';
import { isProofDue, type ProvableSource } from '../../../../electron/engine/databases/proof/is-proof-due.ts';

const hour = 3_600_000;
const day = 24 * hour;
const now = Date.parse('2026-05-05T12:00:00Z');
const ago = (ms: number): number => now - ms;

const source = (changes: Partial<ProvableSource>): ProvableSource => ({
  way: 'weekly',
  newest: [{ at: ago(hour), tested: false }],
  lastProof: null,
  lastTry: null,
  ...changes,
});
const isDue = (changes: Partial<ProvableSource>): boolean => isProofDue(source(changes), now);

test('a first dump is tested at once, unless nobody wants that', () => {
  expect(isDue({})).toBe(true);
  expect(isDue({ way: 'after-each-backup' })).toBe(true);
  expect(isDue({ way: 'never' })).toBe(false);
  expect(isDue({ newest: [] })).toBe(false);
  expect(isDue({ newest: [{ at: ago(hour), tested: true }] })).toBe(false);
});

test('weekly: seven days after a good proof, a day after a bad one', () => {
  const proven = (ms: number, ok: boolean) => isDue({ lastProof: { at: ago(ms), ok }, lastTry: ago(ms) });
  expect(proven(7 * day - 1, true)).toBe(false);
  expect(proven(7 * day, true)).toBe(true);
  expect(proven(day - 1, false)).toBe(false);
  expect(proven(day, false)).toBe(true);
});

test('after each backup: what was dumped since the last test', () => {
  const tried = (ms: number) =>
    isDue({ way: 'after-each-backup', lastTry: ago(ms), lastProof: { at: ago(ms), ok: true } });
  expect(tried(2 * hour)).toBe(true);
  expect(tried(hour / 2)).toBe(false);
});

test('what could not be tested is tried again a day later', () => {
  expect(isDue({ lastTry: ago(day - 1) })).toBe(false);
  expect(isDue({ lastTry: ago(day) })).toBe(true);
  expect(isDue({ way: 'after-each-backup', newest: [{ at: ago(2 * day), tested: false }], lastTry: ago(hour) })).toBe(
    false,
  );
  expect(isDue({ way: 'after-each-backup', newest: [{ at: ago(2 * day), tested: false }], lastTry: ago(day) })).toBe(
    true,
  );
});

test('one of several databases that is untested is enough', () => {
  const newest = [
    { at: ago(hour), tested: true },
    { at: ago(2 * hour), tested: false },
  ];
  expect(isDue({ newest, lastProof: { at: ago(8 * day), ok: true } })).toBe(true);
});
