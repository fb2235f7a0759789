import { expect, test } from 'vitest';
import { hasAppeared, type Seen } from '../../../../electron/engine/volumes/appearances.ts';
import { decideAppearance, decideUnready } from '../../../../electron/engine/volumes/decide-appearance.ts';

const system = 'boot/1/8:1//';
const drive = 'boot/40/8:17//media/drive';
const place = (state: Seen['state'], session: string): Seen => ({ state, session });

test('a drive that is mounted has appeared, one that is taken away has not', () => {
  const away = place('missing', system);
  const there = place('ready', drive);
  expect(hasAppeared({ seen: away, session: drive, mounted: new Set([system]) }, there)).toBe(true);
  expect(hasAppeared({ seen: there, session: drive, mounted: new Set([system, drive]) }, away)).toBe(false);
  expect(hasAppeared({ seen: there, session: drive, mounted: new Set([system, drive]) }, there)).toBe(false);
});

test('one that was exchanged between two looks has appeared, though it has the number of the one before', () => {
  const mounted = new Set([system, drive]);
  const empty = place('missing', drive);
  expect(hasAppeared({ seen: empty, session: drive, mounted }, place('ready', drive))).toBe(true);
  expect(hasAppeared({ seen: place('ready', drive), session: drive, mounted }, empty)).toBe(false);
});

test('what covers a place and holds nothing of it has appeared, too; what comes to light below it has not', () => {
  const mounted = new Set([system, drive]);
  const over = 'boot/41/0:50//media/drive';
  const covered = place('not-mounted', over);
  expect(hasAppeared({ seen: place('ready', drive), session: drive, mounted }, covered)).toBe(true);
  const uncovered = place('ready', drive);
  expect(hasAppeared({ seen: covered, session: drive, mounted: new Set([...mounted, over]) }, uncovered)).toBe(false);
});

test('at the start of an engine a drive has appeared if it was mounted since it was last seen', () => {
  const first = { seen: undefined, mounted: new Set<string>() };
  expect(hasAppeared({ ...first, session: 'before' }, place('ready', drive))).toBe(true);
  expect(hasAppeared({ ...first, session: drive }, place('ready', drive))).toBe(false);
  expect(hasAppeared({ ...first, session: 'before' }, place('missing', system))).toBe(false);
  // Nobody has seen it before: it was made or connected just now.
  expect(hasAppeared({ ...first, session: null }, place('ready', drive))).toBe(false);
});

test('where the system has no table of what is mounted, what is there at another place has appeared', () => {
  const before = { seen: place('missing', 'mac//'), session: null, mounted: new Set<string>() };
  expect(hasAppeared(before, place('ready', 'mac//Volumes/Drive'))).toBe(true);
  expect(hasAppeared({ ...before, seen: place('ready', 'mac//Volumes/Drive') }, place('missing', 'mac//'))).toBe(false);
});

const hour = 3_600_000;
const now = 1_000 * hour;
const calm = { pausedUntil: null, busy: false, lastGood: null };

test('a plan is due when its drive appears, unless it was backed up lately', () => {
  expect(decideAppearance({ minHours: 0 }, now, { ...calm, lastGood: now })).toBe('started');
  expect(decideAppearance({ minHours: 6 }, now, calm)).toBe('started');
  expect(decideAppearance({ minHours: 6 }, now, { ...calm, lastGood: now - 6 * hour })).toBe('started');
  expect(decideAppearance({ minHours: 6 }, now, { ...calm, lastGood: now - 6 * hour + 1 })).toBe('not-due');
  // A clock that was set back.
  expect(decideAppearance({ minHours: 6 }, now, { ...calm, lastGood: now + hour })).toBe('started');
});

test('a pause and whatever else of the plan goes on come first', () => {
  expect(decideAppearance({ minHours: 0 }, now, { ...calm, pausedUntil: now + 1, busy: true })).toBe('paused');
  expect(decideAppearance({ minHours: 0 }, now, { ...calm, pausedUntil: now })).toBe('started');
  expect(decideAppearance({ minHours: 0 }, now, { ...calm, busy: true })).toBe('busy');
});

test('what appeared instead of the repository is named', () => {
  expect(decideUnready('wrong-volume', { other: 'volume' })).toBe('wrong-volume');
  expect(decideUnready('wrong-volume', { other: 'repository' })).toBe('other-repository');
  expect(decideUnready('not-mounted', {})).toBe('no-repository');
  expect(decideUnready('missing', {})).toBe('no-repository');
  expect(decideUnready('read-only', {})).toBe('read-only');
  expect(decideUnready('format-unknown', {})).toBe('format-unknown');
});
