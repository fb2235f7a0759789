import { describe, expect, test } from 'vitest';
import type { RestoreAction, RestorePreview } from '#shared/domain/restore.ts';
import {
  detailOfDryRun,
  lacksSpace,
  titleOfDryRun,
  touchedBy,
} from '../../../../../renderer/features/restore/describe-dry-run.ts';

const id = '0191e7a2-0000-7000-8000-000000000001';

function preview(
  entries: Partial<Record<RestoreAction, number>>,
  changes: Partial<RestorePreview> = {},
): RestorePreview {
  const total = (action: RestoreAction) => ({ entries: entries[action] ?? 0, bytes: 0 });
  return {
    id,
    snapshotId: id,
    complete: true,
    totals: {
      create: total('create'),
      beside: total('beside'),
      overwrite: total('overwrite'),
      'overwrite-newer': total('overwrite-newer'),
      attributes: total('attributes'),
      delete: total('delete'),
    },
    keep: 0,
    keptNewer: 0,
    leftOut: { count: 0, first: [] },
    freeBytes: 2_000_000,
    neededBytes: 1_000_000,
    safetyBytes: 0,
    safetyFreeBytes: null,
    consequence: null,
    phrase: null,
    ...changes,
  };
}

describe('a dry run in a sentence', () => {
  test.each([
    [preview({ create: 1 }), '1 change. Nothing newer is lost.'],
    [preview({ create: 3, overwrite: 2 }), '5 changes. Nothing newer is lost.'],
    [preview({ overwrite: 2, 'overwrite-newer': 1 }), '3 changes: 1 newer overwritten.'],
    [preview({ 'overwrite-newer': 1, delete: 1200 }), '1,201 changes: 1 newer overwritten, 1,200 deleted.'],
    [preview({}, { keep: 12 }), 'Nothing would change.'],
    [preview({ create: 3 }, { complete: false }), 'Finding out what would happen…'],
  ])('case %#', (found, words) => {
    expect(titleOfDryRun(found)).toBe(words);
  });

  test('before the first answer says what is being done', () => {
    expect([titleOfDryRun(undefined), detailOfDryRun(undefined)]).toEqual([
      'Finding out what would happen…',
      '0 entries compared so far. Nothing is written.',
    ]);
  });
});

describe('the numbers beside it', () => {
  test.each([
    [preview({ create: 3 }), '1.00 MB to write, 2.00 MB free'],
    [preview({ create: 3 }, { freeBytes: null }), '1.00 MB to write'],
    [
      preview({ create: 3 }, { keep: 9, keptNewer: 1 }),
      '9 stay as they are · 1 newer one kept · 1.00 MB to write, 2.00 MB free',
    ],
    [preview({}, { keep: 12 }), 'All 12 entries are already as the snapshot holds them.'],
    [preview({}), 'Nothing in the snapshot fits these choices.'],
    [preview({ create: 3 }, { complete: false, keep: 9 }), '12 entries compared so far. Nothing is written.'],
  ])('case %#', (found, words) => {
    expect(detailOfDryRun(found)).toBe(words);
  });
});

test('what is only added touches nothing that is there', () => {
  expect(touchedBy(preview({ create: 3, beside: 2 }))).toBe(0);
  expect(touchedBy(preview({ create: 3, overwrite: 1, 'overwrite-newer': 2, attributes: 3, delete: 4 }))).toBe(10);
});

test('space lacks only where it is known', () => {
  expect(lacksSpace(preview({}, { freeBytes: 1, neededBytes: 2 }))).toBe(true);
  expect(lacksSpace(preview({}, { freeBytes: null, neededBytes: 2 }))).toBe(false);
});
