import { describe, expect, test } from 'vitest';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { neighbourOf, placeOf, shownSnapshot } from '../../../../../renderer/features/time/shown-snapshot.ts';

function snapshot(id: string, planId: string, kind: Snapshot['kind'] = 'backup'): Snapshot {
  const at = '2026-11-21T06:31:00.000Z';
  return {
    id,
    kind,
    keptUntil: null,
    expiresAt: null,
    name: id,
    planId,
    planName: planId,
    repositoryId: 'repository',
    repositoryPath: '/repository',
    sequence: 1,
    startedAt: at,
    completedAt: at,
    confirmedAt: at,
    hasFiles: true,
    files: 0,
    folders: 0,
    bytes: 0,
    changes: { added: 0, changed: 0, removed: 0, unchanged: 0, moved: 0, bytesCopied: 0 },
    dumps: 0,
    dumpBytes: 0,
    warningCount: 0,
    pinned: false,
    damaged: 0,
    verifiedAt: null,
    path: `/repository/${id}`,
    available: true,
  };
}

const newest = snapshot('c', 'letters');
const middle = snapshot('b', 'photos');
const oldest = snapshot('a', 'photos');
const all = [newest, middle, oldest];

describe('the snapshot that is shown', () => {
  test('is the one asked for', () => {
    expect(shownSnapshot(all, { snapshot: 'a', plan: 'letters' })).toEqual({
      snapshot: oldest,
      ofPlan: [middle, oldest],
    });
  });

  test('is the newest of the plan asked for, or of all', () => {
    expect(shownSnapshot(all, { plan: 'photos' }).snapshot).toBe(middle);
    expect(shownSnapshot(all, { plan: 'gone' }).snapshot).toBe(newest);
    expect(shownSnapshot([], {})).toEqual({ snapshot: undefined, ofPlan: [] });
  });

  test('is a safety copy only if that is asked for', () => {
    const safety = snapshot('s', 'photos', 'safety');
    expect(shownSnapshot([safety, ...all], { plan: 'photos' }).snapshot).toBe(middle);
    expect(shownSnapshot([safety, ...all], { snapshot: 's' })).toEqual({
      snapshot: safety,
      ofPlan: [safety, middle, oldest],
    });
    expect(neighbourOf(safety, [safety, middle])).toBeUndefined();
    expect(neighbourOf(middle, [middle, safety, oldest])).toBe(oldest);
  });

  test('is compared with the one before it, the oldest with the one after it', () => {
    expect(neighbourOf(middle, [middle, oldest])).toBe(oldest);
    expect(neighbourOf(oldest, [middle, oldest])).toBe(middle);
    expect(neighbourOf(newest, [newest])).toBeUndefined();
  });
});

describe('where drives take turns', () => {
  const on = (drive: string, id: string) => ({
    ...snapshot(id, 'letters'),
    ...{ repositoryId: drive, repositoryPath: `/media/${drive}` },
  });
  const [d, c, b, a] = [on('red', 'd'), on('blue', 'c'), on('red', 'b'), on('blue', 'a')];

  test('a snapshot is compared with the one before it on the same drive', () => {
    expect(neighbourOf(d, [d, c, b, a])?.id).toBe('b');
    expect(neighbourOf(a, [d, c, b, a])?.id).toBe('c');
    expect(neighbourOf(d, [d, c, a])).toBeUndefined();
  });

  test('each tells its drive; where there is one, none does', () => {
    expect([d, c].map((one) => placeOf(one, [d, c, b, a]))).toEqual(['/media/red', '/media/blue']);
    expect(placeOf(d, [d, b])).toBeUndefined();
  });
});
