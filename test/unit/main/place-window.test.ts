import { expect, test } from 'vitest';
import { placeWindow } from '../../../electron/main/place-window.ts';

const screen = { x: 0, y: 25, width: 1920, height: 1015 };
const second = { x: 1920, y: 0, width: 1280, height: 1024 };
const kept = { x: 100, y: 100, width: 1000, height: 700 };
const usual = { width: 1180, height: 780 };

test('the window opens where it was, on whichever screen that is', () => {
  expect(placeWindow(kept, [screen])).toEqual(kept);
  const there = { ...kept, x: 2100 };
  expect(placeWindow(there, [screen, second])).toEqual(there);
});

test('without a place, or on a screen that is gone, it opens in the middle', () => {
  expect(placeWindow(null, [screen])).toEqual(usual);
  expect(placeWindow({ ...kept, x: 2100 }, [screen])).toEqual(usual);
  expect(placeWindow(kept, [])).toEqual(usual);
});

test.each([
  ['above', { ...kept, y: -300 }],
  ['below', { ...kept, y: 1030 }],
  ['left of', { ...kept, x: -950 }],
  ['right of', { ...kept, x: 1890 }],
])('a window whose title would lie %s the screen opens in the middle', (_where, bounds) => {
  expect(placeWindow(bounds, [screen])).toEqual(usual);
});

test('it is no larger than its screen and never too small to use', () => {
  expect(placeWindow({ ...kept, width: 5000, height: 4000 }, [screen])).toEqual({ ...kept, width: 1920, height: 1015 });
  expect(placeWindow({ ...kept, width: 300, height: 10 }, [screen])).toEqual({ ...kept, width: 640, height: 480 });
});
