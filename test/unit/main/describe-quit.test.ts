import { expect, test } from 'vitest';
import { describeQuit } from '../../../electron/main/describe-quit.ts';
import { wordsOf } from '../../../electron/main/words/words-of.ts';

const [en, de] = [wordsOf('en'), wordsOf('de')];
const backup = { kind: 'backup', planName: 'Papers' } as const;

test('nothing is asked where nothing goes on', () => expect(describeQuit([], en)).toBeNull());

test('a backup goes on next time', () => {
  const question = describeQuit([backup], en);
  expect(question?.message).toBe('Something is still going on.');
  expect(question?.detail).toBe(`Backup of “Papers”\n\n${en.quit.continues}`);
  expect(question?.buttons).toEqual(['Quit and continue next time', 'Keep running']);
  expect(describeQuit([backup], de)?.detail).toContain('Sicherung von „Papers“');
});

test('what does not go on by itself is said to stop', () => {
  const restore = { kind: 'restore', planName: null } as const;
  expect(describeQuit([restore], en)).toMatchObject({ buttons: ['Quit and stop it', 'Keep running'] });
  expect(describeQuit([restore], en)?.detail).toContain('can be finished or undone');
  const mixed = describeQuit([restore, backup], en);
  expect(mixed).toMatchObject({
    message: '2 things are still going on.',
    buttons: ['Quit and continue next time', en.quit.stay],
  });
  expect(mixed?.detail).toContain('Anything else stops here');
});

test('of very many runs the first are named', () => {
  const question = describeQuit(
    Array.from({ length: 9 }, () => backup),
    en,
  );
  expect(question?.detail.split('\n').slice(0, 6)).toEqual([
    ...Array.from({ length: 5 }, () => 'Backup of “Papers”'),
    '…',
  ]);
});
