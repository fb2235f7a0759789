import { expect, test } from 'vitest';
import { nextPlace } from '../../../../electron/engine/plans/next-place.ts';

const place = (name: string, lastGoodAt: string | null, available = true, inRotation = true) => ({
  ...{ name, lastGoodAt, available },
  row: { inRotation },
});
const [monday, tuesday] = ['2026-11-16T10:00:00.000Z', '2026-11-17T10:00:00.000Z'];

test.each([
  ['the only one that is there', [place('a', monday, false), place('b', tuesday)], 'b'],
  ['of several the one whose last good copy is oldest', [place('a', tuesday), place('b', monday)], 'b'],
  ['one without a copy first of all', [place('a', monday), place('b', null)], 'b'],
  ['of equals the first', [place('a', null), place('b', null)], 'a'],
  ['none that no longer takes its turn', [place('a', tuesday), place('b', null, true, false)], 'a'],
  ['where none is there the one whose turn it is', [place('a', tuesday, false), place('b', monday, false)], 'b'],
])('a backup goes to %s', (_, places, name) => expect(nextPlace(places)?.name).toBe(name));

test('without a place it goes nowhere', () => expect(nextPlace([place('a', monday, true, false)])).toBeUndefined());
