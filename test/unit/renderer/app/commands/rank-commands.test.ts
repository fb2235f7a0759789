import { describe, expect, test } from 'vitest';
import { rankCommands } from '../../../../../renderer/app/commands/rank-commands.ts';

const command = (label: string) => ({ id: label, label, run: () => {} });
const commands = ['Go to Home', 'Back up everything now', 'Back up “Documents” now', 'Browse “Documents”'].map(command);
const found = (typed: string) => rankCommands(commands, typed).map(({ label }) => label);

describe('the command palette', () => {
  test('shows all in their order while nothing is typed', () => {
    expect(found('')).toEqual(commands.map(({ label }) => label));
  });

  test('takes words in any order and any case', () => {
    expect(found('doc BACK')).toEqual(['Back up “Documents” now']);
  });

  test('puts words that begin so before words that hold it', () => {
    expect(rankCommands(['Abacus', 'Use backups'].map(command), 'bac').map(({ label }) => label)).toEqual([
      'Use backups',
      'Abacus',
    ]);
  });

  test('leaves out what lacks a word', () => {
    expect(found('home documents')).toEqual([]);
  });
});
