import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fingerprinted, fingerprintOf } from '../../../../electron/engine/catalogue/fingerprint.ts';

const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const wide = fc.maxSafeInteger();
const entry: fc.Arbitrary<Fingerprinted> = fc.record({
  type: fc.integer({ min: 0, max: 5 }),
  size: fc.maxSafeNat(),
  mtimeS: wide,
  mtimeNs: fc.integer({ min: 0, max: 999_999_999 }),
  mode: fc.integer({ min: 0, max: 0o7777 }),
  uid: word,
  gid: word,
  ino: fc.maxSafeNat(),
  ctimeS: wide,
  ctimeNs: fc.integer({ min: 0, max: 999_999_999 }),
});

describe('fingerprintOf', () => {
  it('is a whole number that SQLite and JavaScript both hold exactly', () => {
    fc.assert(
      fc.property(entry, (record) => {
        const fingerprint = fingerprintOf(record);
        expect(Number.isSafeInteger(fingerprint) && fingerprint >= 0).toBe(true);
        expect(fingerprintOf({ ...record })).toBe(fingerprint);
      }),
    );
  });

  it('differs when any one field differs, be it by one or by its upper half', () => {
    fc.assert(
      fc.property(entry, fc.constantFrom(...fieldsOf()), fc.constantFrom(1, 2, 2 ** 32), (record, field, step) => {
        // Modes, owners and nanoseconds have no upper half.
        const wideField = ['size', 'ino', 'mtimeS', 'ctimeS'].includes(field);
        const changed = { ...record, [field]: record[field] + (wideField || step < 3 ? step : 1) };
        expect(fingerprintOf(changed)).not.toBe(fingerprintOf(record));
      }),
      { numRuns: 20_000 },
    );
  });

  it('spreads neighbours over its whole range', () => {
    const base = { type: 0, mode: 0o644, uid: 1000, gid: 1000, mtimeNs: 0, ctimeS: 1, ctimeNs: 0 };
    const seen = new Set<number>();
    for (let ino = 0; ino < 300; ino += 1) {
      for (let size = 0; size < 300; size += 1) seen.add(fingerprintOf({ ...base, ino, size, mtimeS: size - ino }));
    }
    expect(seen.size).toBe(90_000);
    const halves = [...seen].filter((fingerprint) => fingerprint < 2 ** 52).length;
    expect(halves).toBeGreaterThan(44_000);
    expect(halves).toBeLessThan(46_000);
  });
});

const fieldsOf = (): readonly (keyof Fingerprinted)[] => [
  'type',
  'size',
  'mtimeS',
  'mtimeNs',
  'mode',
  'uid',
  'gid',
  'ino',
  'ctimeS',
  'ctimeNs',
];
