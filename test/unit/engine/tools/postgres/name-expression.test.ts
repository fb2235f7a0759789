import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameExpression } from '../../../../../electron/engine/tools/postgres/name-expression.ts';

test.each([
  ['orders', { schema: null, name: '^(orders)$' }],
  ['Orders', { schema: null, name: '^(orders)$' }],
  ['"Orders"', { schema: null, name: '^(Orders)$' }],
  ['audit.log_*', { schema: '^(audit)$', name: '^(log_.*)$' }],
  ['l?g', { schema: null, name: '^(l.g)$' }],
  ['"a.b".c', { schema: '^(a\\.b)$', name: '^(c)$' }],
  ['"say ""hi"""', { schema: null, name: '^(say "hi")$' }],
  ['"*"', { schema: null, name: '^(\\*)$' }],
  ['a$b', { schema: null, name: '^(a\\$b)$' }],
  ['log[0-9]', { schema: null, name: '^(log[0-9])$' }],
  ['log[]', { schema: null, name: '^(log\\[])$' }],
  ['ÄRGER', { schema: null, name: '^(Ärger)$' }],
])('%j means what it means to pg_dump', (pattern, expression) => {
  expect(nameExpression(pattern)).toEqual(expression);
});

test('a name in quotes means that name and nothing else', () => {
  const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ minLength: 1 }), (name, schema) => {
      const found = nameExpression(`${quoted(schema)}.${quoted(name)}`);
      expect(new RegExp(found.name, 's').test(name)).toBe(true);
      expect(new RegExp(found.name, 's').test(`${name}x`)).toBe(false);
      expect(new RegExp(found.schema ?? '', 's').test(schema)).toBe(true);
    }),
  );
});
