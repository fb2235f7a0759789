import { describe, expect, test } from 'vitest';
import { nearestFor, nearestOf } from '../../../../../renderer/features/restore/nearest-of.ts';
import { countIn, textsIn } from '../../../../../renderer/features/restore/run-details.ts';
import { titleOfRestore } from '../../../../../renderer/features/restore/title-of-restore.ts';
import { wantsNoSafety } from '../../../../../renderer/features/restore/wants-no-safety.ts';

const run = { result: null, error: null, warningCount: 0 };
const failed = (code: string) => ({ ...run, outcome: 'failed' as const, error: { code, message: '', details: {} } });

describe('a restore in a sentence', () => {
  test.each([
    [{ ...run, outcome: null }, false, 'Restoring…'],
    [{ ...run, outcome: null }, true, 'Undoing…'],
    [{ ...run, outcome: 'succeeded' as const }, false, 'Restored.'],
    [
      { ...run, outcome: 'succeeded-with-warnings' as const, warningCount: 2 },
      false,
      'Restored, but 2 things need a look.',
    ],
    [{ ...run, outcome: 'succeeded' as const }, true, 'Undone.'],
    [{ ...run, outcome: 'interrupted' as const }, false, 'The restore was cut off.'],
    [failed('internal'), false, 'The restore did not finish.'],
    [failed('restore-source-damaged'), false, 'The snapshot is damaged. Nothing was touched.'],
  ])('case %#', (known, undo, words) => {
    expect(titleOfRestore(known, undo)).toBe(words);
  });
});

describe('where a damaged file is whole', () => {
  test('is read from its line, also of a path with an arrow in it', () => {
    const nearest = nearestOf(['/a ← b/c ← 2026-11-20T10-00-00Z', 'nonsense']);
    expect([...nearest]).toEqual([['/a ← b/c', '2026-11-20T10-00-00Z']]);
  });

  test('is found for a path that goes to another folder', () => {
    const nearest = nearestOf(['/home/ada/letters/bank.txt ← one']);
    expect(nearestFor('/tmp/letters/bank.txt', '/tmp', nearest)).toBe('one');
    expect(nearestFor('/home/ada/letters/bank.txt', null, nearest)).toBe('one');
    expect(nearestFor('/home/ada/letters/tax.txt', null, nearest)).toBeUndefined();
  });
});

test('only what befell the repository is about the safety copy', () => {
  const snapshot = { path: '/mnt/drive/plans/papers/snapshots/one' };
  const full = (path: string) => ({ code: 'destination-full', message: '', details: { path } });
  expect(wantsNoSafety(full('/mnt/drive'), snapshot)).toBe(true);
  expect(wantsNoSafety(full('/home/ada'), snapshot)).toBe(false);
  expect(wantsNoSafety({ code: 'safety-incomplete', message: '', details: {} }, snapshot)).toBe(true);
  expect(wantsNoSafety({ code: 'internal', message: '', details: { path: '/mnt/drive' } }, snapshot)).toBe(false);
});

test('details of an error are taken as they should be, or not at all', () => {
  expect(textsIn({ paths: ['/a', 7] }, 'paths')).toEqual(['/a']);
  expect(textsIn({ paths: '/a' }, 'paths')).toEqual(['/a']);
  expect(textsIn({}, 'paths')).toEqual([]);
  expect([countIn({ count: 3 }, 'count'), countIn({ count: '3' }, 'count')]).toEqual([3, 0]);
});
