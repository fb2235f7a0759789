import { expect, test } from 'vitest';
import { guessVerb } from '../../../electron/cli/early-threads.ts';

test.each([
  [['backup'], 'backup', undefined],
  [['backup', 'Home', '--only', 'databases', '--json'], 'backup', undefined],
  [['--home', '/h', 'backup', 'Home'], 'backup', '/h'],
  [['backup', '--home=/h'], 'backup', '/h'],
  [['--json', 'plan', 'edit', 'backup', '--home', '/h'], 'plan', '/h'],
  [['--home', 'backup', 'runs'], 'runs', 'backup'],
  [['cat', 'latest', '--', '--help'], 'cat', undefined],
])('%j: the verb begins with %s, the home is %s', (words, verb, home) => {
  expect(guessVerb(words)).toEqual({ verb, home });
});

test.each([[[]], [['--version']], [['backup', '--help']], [['-h', 'backup']]])('%j does nothing', (words) => {
  expect(guessVerb(words).verb).toBeUndefined();
});
