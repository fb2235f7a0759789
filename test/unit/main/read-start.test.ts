import { expect, test } from 'vitest';
import { handedArguments, readStart } from '../../../electron/main/read-start.ts';

test('a link and --hidden are understood, wherever they stand; what else there is means nothing', () => {
  expect(readStart([])).toEqual({ hidden: false, path: undefined });
  expect(readStart(['/opt/project', '--hidden'])).toEqual({ hidden: true, path: undefined });
  expect(readStart(['--original-process-start-time=1', 'https://example.org/', 'holdfast://app/plans'])).toEqual({
    hidden: false,
    path: '/plans',
  });
});

test('what a second start handed over counts, else what Chromium passed on', () => {
  expect(handedArguments({ args: ['--hidden', 7] }, ['x'])).toEqual(['--hidden']);
  for (const handed of [undefined, null, 'args', {}, { args: '--hidden' }]) {
    expect(handedArguments(handed, ['x'])).toEqual(['x']);
  }
});
