import { expect, test } from 'vitest';
import { inOrder } from '../../../../../renderer/features/time/in-order.ts';

test('a comparison goes from the older to the newer, whichever is open', () => {
  const [older, newer] = [{ sequence: 1 }, { sequence: 2 }];
  expect(inOrder(older, newer)).toEqual([older, newer]);
  expect(inOrder(newer, older)).toEqual([older, newer]);
});
