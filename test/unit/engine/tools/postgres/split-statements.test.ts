import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitStatements } from '../../../../../electron/engine/tools/postgres/split-statements.ts';

test('statements end at semicolons that are in no text, name, comment or body', () => {
  const script = `-- a comment; no statement
\\connect "odd;name"

SET a = 'it''s; one';
COMMENT ON DATABASE "x;""y" IS E'tab\\' ;still';
CREATE FUNCTION f() AS $body$ SELECT ';'; $other$ $body$ LANGUAGE sql; /* ; */
SELECT 1;
`;
  expect(splitStatements(script)).toEqual([
    "SET a = 'it''s; one';",
    `COMMENT ON DATABASE "x;""y" IS E'tab\\' ;still';`,
    "CREATE FUNCTION f() AS $body$ SELECT ';'; $other$ $body$ LANGUAGE sql;",
    '/* ; */\nSELECT 1;',
  ]);
});

test('whatever a text or a name holds, it stays one statement', () => {
  const quoted = fc
    .tuple(fc.constantFrom("'", '"'), fc.string())
    .map(([quote, text]) => quote + text.replaceAll(quote, quote + quote) + quote);
  fc.assert(
    fc.property(fc.array(quoted, { minLength: 1, maxLength: 4 }), (texts) => {
      const statements = texts.map((text) => `COMMENT ON x IS ${text};`);
      expect(splitStatements(statements.join('\n\n'))).toEqual(statements);
    }),
  );
});
