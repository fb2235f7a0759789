import { expect, test } from 'vitest';
import { bashWord, splitLine } from '../../../../electron/cli/completion/split-line.ts';

test.each([
  ['holdfast ', ['holdfast', '']],
  ['holdfast plan  sh', ['holdfast', 'plan', 'sh']],
  ["holdfast backup 'My pl", ['holdfast', 'backup', 'My pl']],
  ['holdfast backup "My pl" ', ['holdfast', 'backup', 'My pl', '']],
  [String.raw`holdfast backup My\ pl`, ['holdfast', 'backup', 'My pl']],
  ['holdfast backup --only=f', ['holdfast', 'backup', '--only=f']],
  ['holdfast backup $(rm -rf x) `y`', ['holdfast', 'backup', '$(rm', '-rf', 'x)', '`y`']],
])('%j', (line, words) => expect(splitLine(line).words).toEqual(words));

test('bash completes only what comes after a character that ends a word for it', () => {
  expect(bashWord('--only=files', splitLine('holdfast backup --only=f'))).toBe('files');
  expect(bashWord('daily@12:30', splitLine('holdfast x daily@12:'))).toBe('30');
  expect(bashWord('Home', splitLine('holdfast backup H'))).toBe('Home');
});

test('a name is quoted as the word was begun', () => {
  expect(bashWord('My $plan', splitLine('holdfast backup M'))).toBe(String.raw`My\ \$plan`);
  expect(bashWord('My $plan', splitLine('holdfast backup "M'))).toBe(String.raw`My \$plan`);
  expect(bashWord("Ann's plan", splitLine("holdfast backup 'A"))).toBe(String.raw`Ann'\''s plan`);
  expect(bashWord('Büro', splitLine('holdfast backup B'))).toBe('Büro');
});
