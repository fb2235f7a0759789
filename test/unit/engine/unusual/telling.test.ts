import { expect, test } from 'vitest';
import { endingOf, isPacked } from '../../../../electron/engine/unusual/ending-of.ts';
import { narrowFolders } from '../../../../electron/engine/unusual/narrow-folders.ts';
import { createSpreadSample } from '../../../../electron/engine/unusual/spread-sample.ts';

test.each([
  ['letter.TXT', 'txt'],
  ['archive.tar.gz', 'gz'],
  ['.profile', ''],
  ['README', ''],
  ['what. is this', ''],
  ['dot.', ''],
  ['a.averyverylongendingindeed', ''],
])('%s ends with “%s”', (name, ending) => expect(endingOf(name)).toBe(ending));

test('types that are compressed anyway are known', () => {
  expect(['jpg', 'zip', 'docx', 'pdf'].every(isPacked)).toBe(true);
  expect(['txt', 'csv', 'locked', ''].some(isPacked)).toBe(false);
});

test('folders are told from where the ways part', () => {
  const counts = [
    ['/home/ada/papers', 3],
    ['/home/ada/papers/2025', 10],
    ['/home/ada/papers/2026/drafts', 5],
  ] as const;
  expect(narrowFolders(counts, 8)).toEqual([
    { path: '/home/ada/papers/2025', files: 10 },
    { path: '/home/ada/papers/2026', files: 5 },
    { path: '/home/ada/papers', files: 3 },
  ]);
  expect(narrowFolders(counts, 1)).toHaveLength(1);
  expect(narrowFolders([['/home/ada', 4]], 8)).toEqual([{ path: '/home/ada', files: 4 }]);
  expect(narrowFolders([['/', 2]], 8)).toEqual([{ path: '/', files: 2 }]);
  expect(narrowFolders([], 8)).toEqual([]);
});

test.each([0, 3, 64, 65, 1000, 99_999])('of %i shown, a sample is spread over all of them', (shown) => {
  const sample = createSpreadSample<number>(64);
  for (let item = 0; item < shown; item += 1) sample.show(item);
  const items = sample.items();
  expect(items).toHaveLength(Math.min(64, shown));
  expect(new Set(items).size).toBe(items.length);
  if (shown > 100) {
    expect(items[0]).toBe(0);
    expect(items.at(-1)).toBeGreaterThan(shown * 0.9);
    expect(items.filter((item) => item < shown / 2).length).toBeGreaterThan(20);
  }
});
