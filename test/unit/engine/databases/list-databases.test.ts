import { expect, test } from 'vitest';
import { isChosen, missingNames } from '../../../../electron/engine/databases/list-databases.ts';

const choice = (include: string[], exclude: string[] = []) => ({ include, exclude });

test.each([
  ['shop', choice(['*']), true],
  ['shop', choice(['*'], ['shop']), false],
  ['shop', choice(['s?op', 'blog']), true],
  ['shop', choice(['blog']), false],
  ['test_1', choice(['*'], ['test_*']), false],
  // A name that is said counts for more than a pattern.
  ['test_1', choice(['*', 'test_1'], ['test_*']), true],
  ['odd*name', choice(['odd*name']), true],
])('%s of %j: %s', (name, said, chosen) => {
  expect(isChosen(said, name)).toBe(chosen);
});

test.each(['holdfast_verify_1763740000', 'shop_holdfast_old_0123abcd', 'shop_holdfast_new_0123abcd'])(
  '%s is Holdfast’s own, and taken only by its name',
  (name) => {
    expect(isChosen(choice(['*', 'holdfast*', 'shop*']), name)).toBe(false);
    expect(isChosen(choice([name]), name)).toBe(true);
  },
);

test('only names are missed, not patterns', () => {
  const listed = [{ name: 'shop', bytes: 1, chosen: true, mayConnect: true }];
  expect(missingNames(choice(['shop', 'gone', 'x*', 'y?']), listed)).toEqual(['gone']);
});
