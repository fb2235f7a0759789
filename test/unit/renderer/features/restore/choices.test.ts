import { describe, expect, test } from 'vitest';
import { restoreRequestSchema } from '#shared/domain/restore.ts';
import { type RestoreSearch, readRestoreSearch } from '../../../../../renderer/app/search-params.ts';
import { requestOf } from '../../../../../renderer/features/restore/request-of.ts';
import { placeOf, searchOfPlace } from '../../../../../renderer/features/restore/restore-place.ts';
import { restoreWays, searchOfWay, wayOf } from '../../../../../renderer/features/restore/restore-way.ts';

const bare: RestoreSearch = { snapshot: 'latest', paths: [] };

describe('what an address asks for', () => {
  test('is by itself what the engine does by itself', () => {
    const plain = restoreRequestSchema.parse({ snapshot: 'id', to: null });
    expect(requestOf(bare, 'id')).toEqual(plain);
  });

  test('is read with all its choices, and nothing else', () => {
    const raw = {
      snapshot: 'latest',
      paths: ['/a', 7],
      suffix: 2024,
      conflicts: 'keep-both',
      missing: 'yes',
      matching: ['*.jpg'],
      onDamage: 'explode',
      safety: false,
      step: 'plan',
    };
    expect(requestOf(readRestoreSearch(raw), 'id')).toMatchObject({
      paths: ['/a'],
      suffix: '2024',
      conflicts: 'keep-both',
      only: { missing: false, matching: ['*.jpg'] },
      onDamage: 'stop',
      safety: false,
    });
  });
});

describe('what becomes of what is in the way', () => {
  test.each(restoreWays)('%s comes back from the address as it was chosen', (way) => {
    expect(wayOf({ ...bare, ...searchOfWay(way) })).toBe(way);
  });

  test('each answer takes the place of every other', () => {
    for (const first of restoreWays) {
      for (const then of restoreWays) {
        expect(wayOf({ ...bare, ...searchOfWay(first), ...searchOfWay(then) })).toBe(then);
      }
    }
  });

  test('exactly like the snapshot lets go of filters, which would make it another thing', () => {
    const filtered = { ...bare, newerThan: '2026-11-20T00:00:00.000Z', matching: ['*.jpg'] };
    expect(requestOf({ ...filtered, ...searchOfWay('exact') }, 'id').only).toEqual({
      missing: false,
      newerThan: null,
      matching: [],
    });
  });
});

describe('where it goes', () => {
  test('is one of three places', () => {
    expect(placeOf({ ...bare, ...searchOfPlace({}) })).toBe('in-place');
    expect(placeOf({ ...bare, ...searchOfPlace({ to: '/tmp' }) })).toBe('elsewhere');
    expect(placeOf({ ...bare, ...searchOfPlace({ suffix: ' (old)' }) })).toBe('beside');
  });

  test('beside the original nothing is in the way, so nothing is deleted for it', () => {
    const exact = { ...bare, ...searchOfWay('exact') };
    expect(requestOf({ ...exact, ...searchOfPlace({ suffix: ' (old)' }) }, 'id')).toMatchObject({ exact: false });
  });
});
