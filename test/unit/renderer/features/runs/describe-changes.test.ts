import { expect, test } from 'vitest';
import { describeChanges } from '../../../../../renderer/features/runs/describe-changes.ts';

test.each([
  [{ created: 0, overwritten: 1, deleted: 0 }, '1 overwritten; nothing created or deleted'],
  [{ created: 3, overwritten: 1200, deleted: 0 }, '3 created, 1,200 overwritten; nothing deleted'],
  [{ created: 1, overwritten: 2, deleted: 3 }, '1 created, 2 overwritten, 3 deleted'],
  [{ created: 0, overwritten: 0, deleted: 0 }, 'nothing created, overwritten or deleted'],
])('%j: %s', (counts, words) => {
  expect(describeChanges(counts)).toBe(words);
});
