import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodePathText } from '#shared/domain/path-text.ts';
import { displayName, displayText, shellWord } from '../../../../electron/cli/output/display-name.ts';

test.each(['letter.txt', 'Grüße 🎉', "it's", 'a\\b', '$HOME'])('%s is shown as it is', (name) => {
  expect(displayName(name)).toBe(name);
});

test.each([
  ['a\nb', "$'a\\nb'"],
  ['\x1b[2J', "$'\\x1b[2J'"],
  ['caf\uf7e9', "$'caf\\xe9'"],
  ["it's\t", "$'it\\'s\\t'"],
  ['a\\\n', "$'a\\\\\\n'"],
  ['txt.\u202eexe', "$'txt.\\xe2\\x80\\xaeexe'"],
])('%j is quoted', (name, shown) => {
  expect(displayName(name)).toBe(shown);
});

test('nothing that is shown can act on a terminal', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(displayName(decodePathText(bytes))).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
});

test('a quoted name pasted into bash gives back its bytes', () => {
  const bytes = Uint8Array.from({ length: 255 }, (_, at) => at + 1);
  const shown = displayName(decodePathText(bytes));
  const printed = execFileSync('bash', ['--norc', '-c', `printf %s ${shown}`], { env: { LC_ALL: 'C' } });
  expect(new Uint8Array(printed)).toEqual(bytes);
});

test.each(['Home', 'my plan', "it's", 'a\nb', '$(x)'])(
  '%j as a word of a command line comes out of bash unchanged',
  (text) => {
    expect(execFileSync('bash', ['--norc', '-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' })).toBe(text);
  },
);

test('a sentence with a name in it stays one line', () => {
  expect(displayText('“a\nb\x1b[2J” cannot be read')).toBe('“a\\nb\\x1b[2J” cannot be read');
});
