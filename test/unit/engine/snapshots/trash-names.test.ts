import { expect, test } from 'vitest';
import { newKeptName, newTrashName, unownedNames } from '../../../../electron/engine/snapshots/trash-names.ts';

const [mine, other] = [crypto.randomUUID(), crypto.randomUUID()];

test('what a running deletion moved there is its own; all else is anybody’s', () => {
  const [own, left] = [newTrashName(mine), newTrashName(other)];
  const names = [own, left, 'files', 'manifest.json', '2026-11-21T03-52-15Z', `${mine}`];
  const running = new Set([mine]);
  expect(unownedNames(names, { running, kept: false })).toEqual(names.slice(1));
  expect(unownedNames(names, { running: new Set(), kept: false })).toEqual(names);
});

test('what could not be removed is tried again only when asked for', () => {
  const kept = newKeptName();
  expect(unownedNames([kept], { running: new Set(), kept: false })).toEqual([]);
  expect(unownedNames([kept], { running: new Set(), kept: true })).toEqual([kept]);
});

test('no two names are the same', () => {
  expect(new Set([newTrashName(mine), newTrashName(mine), newKeptName(), newKeptName()]).size).toBe(4);
});
