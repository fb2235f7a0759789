import { expect, test } from 'vitest';
import { createCrashCount } from '../../../electron/main/count-crashes.ts';

test('three crashes within a minute load the page again, the fourth asks; a minute later it is as at first', () => {
  const judge = createCrashCount();
  expect([0, 1000, 59_000].map(judge)).toEqual(['reload', 'reload', 'reload']);
  expect(judge(59_999)).toBe('ask');
  expect(judge(62_000)).toBe('reload');
  expect(judge(200_000)).toBe('reload');
});
