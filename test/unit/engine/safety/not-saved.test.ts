import { expect, test } from 'vitest';
import { HoldfastError } from '#shared/errors.ts';
import { createNotSaved } from '../../../../electron/engine/safety/not-saved.ts';
import { isSafetyName } from '../../../../electron/engine/safety/safety-name.ts';

test('all that can’t be saved counts, twenty are named, and the way on is told', () => {
  const notSaved = createNotSaved();
  notSaved.refuse();
  for (let number = 1; number <= 25; number += 1) notSaved.add(`/home/ann/${number}`, 'it can’t be read');
  let refused: unknown;
  try {
    notSaved.refuse();
  } catch (error) {
    refused = error;
  }
  expect(refused).toBeInstanceOf(HoldfastError);
  expect(refused).toMatchObject({ code: 'safety-incomplete', details: { count: 25, paths: { length: 20 } } });
  expect(String(refused)).toContain('/home/ann/1 (it can’t be read)');
  expect(String(refused)).toContain('--no-safety');
});

test.each([
  ['2026-11-21T06-31-00Z-safety', true],
  ['2026-11-21T06-31-00Z-safety-2', true],
  ['2026-11-21T06-31-00Z', false],
  ['2026-11-21T06-31-00Z-2', false],
])('%s is the name of a safety snapshot: %s', (name, expected) => {
  expect(isSafetyName(name)).toBe(expected);
});
