import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseSlug } from '../../../../electron/engine/plans/plan-slug.ts';

test.each([
  ['My Docs', 'my-docs'],
  ['  Ünïted — Docs/2 ', 'united-docs-2'],
  ['../../etc', 'etc'],
  ['文書', 'plan'],
  ['...', 'plan'],
])('%j becomes %s', (name, slug) => expect(chooseSlug(name, [])).toBe(slug));

test('a taken slug gets a number, without regard to case', () => {
  expect(chooseSlug('Docs', ['DOCS', 'docs-2'])).toBe('docs-3');
});

test('whatever the name, the slug is a plain folder name', () => {
  const isPlain = (name: string) => /^[a-z0-9][a-z0-9-]{0,39}$/.test(chooseSlug(name, []));
  fc.assert(fc.property(fc.string({ unit: 'binary' }), isPlain));
});
