import { describe, expect, test } from 'vitest';
import {
  describeChoice,
  faultOfLabel,
  missingOf,
  newSource,
} from '../../../../../renderer/features/plans/databases/source-fields.ts';

const named = (label: string, include = ['*']) => {
  const source = newSource([]);
  return { ...source, draft: { ...source.draft, label, include } };
};

describe('the servers of a plan', () => {
  test('have names of their own from the start', () => {
    const first = newSource([]);
    const second = newSource([first]);
    const third = newSource([first, second]);
    expect([first, second, third].map(({ draft }) => draft.label)).toEqual(['main', 'main-2', 'main-3']);
  });

  test.each(['', 'two words', '.hidden', 'a/b', 'x'.repeat(64)])('“%s” is no name', (label) => {
    const source = named(label);
    expect(faultOfLabel(source, [source])).toMatch(/^Letters, digits/);
    expect(missingOf(source, [source])).toBe('One of the servers needs another name.');
  });

  test('two of one name are told of, one with no database too', () => {
    const [a, b] = [named('größe'), named('größe')];
    expect(faultOfLabel(b, [a, b])).toBe('Another server of this plan has this name.');
    expect(faultOfLabel(b, [b])).toBeNull();
    const empty = named('main', []);
    expect(missingOf(empty, [empty])).toBe('Choose a database of “main”.');
  });

  test.each([
    [['*'], [], 'all databases, new ones too'],
    [['*'], ['tmp_*'], 'all databases, new ones too, without tmp_*'],
    [['shop', 'crm_*'], [], 'shop, crm_*'],
    [[], [], 'no database yet'],
  ])('%j without %j: %s', (include, exclude, words) => {
    expect(describeChoice({ include, exclude })).toBe(words);
  });
});
