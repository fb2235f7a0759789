import { expect, test } from 'vitest';
import { complete } from '../../../../electron/cli/completion/complete.ts';
import { verbsOfNewRepositories, verbsOfPlans } from '../../../../electron/cli/completion/meaning.ts';
import { describeProgram } from '../../../../electron/cli/describe-program.ts';
import { verbs } from '../../../../electron/cli/verbs.ts';

const program = describeProgram();
const words = (...typed: readonly string[]) => complete(program, typed).candidates.map(({ word }) => word);
const also = (...typed: readonly string[]) => complete(program, typed).also;

test('every verb of the command line is completed, first word by first word', () => {
  for (const { name } of verbs) {
    const [first = '', second] = name.split(' ');
    expect(words('')).toContain(first);
    if (second !== undefined) expect(words(first, '')).toContain(second);
  }
  expect(words('sched')).toEqual(['schedule']);
  expect(words('schedule', 'p')).toEqual(['pause']);
  expect(words('help', 'plan', 'ed')).toEqual(['edit']);
});

test('a verb with others below it takes both', () => {
  expect(words('restore', '')).toEqual(expect.arrayContaining(['undo', 'finish']));
  expect(also('restore', '')).toBe('snapshots');
  expect(words('restore', 'latest', '')).toEqual([]);
});

test('options are those of the verb and those for all, and are not offered after --', () => {
  expect(words('backup', '--')).toEqual(
    expect.arrayContaining(['--only', '--full-checksum', '--home', '--json', '--help']),
  );
  expect(words('backup', '--o')).toEqual(['--only']);
  expect(words('--home', '/x', 'backup', '--o')).toEqual(['--only']);
  expect(words('backup', '--', '--o')).toEqual([]);
});

test('what an option takes comes after it, with a blank or an =', () => {
  expect(words('backup', '--only', '')).toEqual(['files', 'databases']);
  expect(words('backup', '--only', 'f')).toEqual(['files']);
  expect(words('backup', '--only=d')).toEqual(['--only=databases']);
  expect(also('backup', '--to', '')).toBe('repositories');
  expect(also('--home', '')).toBe('folders');
  expect(also('runs', '--plan', 'Ho')).toBe('plans');
  expect(also('plan', 'add', 'X', '--folder', 'a', '')).toBe('folders');
  expect(also('plan', 'add', 'X', '--folder', 'a', '--repository', '')).toBe('repositories');
});

test('arguments name plans, snapshots, settings, repositories, files', () => {
  expect(also('plan', 'show', '')).toBe('plans');
  expect(also('plan', 'add', '')).toBe('nothing');
  expect(also('backup', '')).toBe('plans');
  expect(also('backup', 'Home', '')).toBe('plans');
  expect(also('backup', '--full-checksum', '')).toBe('plans');
  expect(also('settings', 'set', '')).toBe('settings');
  expect(also('settings', 'set', 'theme', '')).toBe('nothing');
  expect(also('volumes', 'unmount', '')).toBe('repositories');
  expect(also('init', '')).toBe('folders');
  expect(also('cat', 'latest', '')).toBe('files');
  expect(words('completion', '')).toEqual(['bash', 'zsh', 'fish']);
  expect(also('plan', 'show', 'Home', '')).toBe('nothing');
});

test('verbs that are named here exist', () => {
  const names = verbs.map(({ name }) => name);
  expect([...verbsOfPlans, ...verbsOfNewRepositories].filter((name) => !names.includes(name))).toEqual([]);
});

test('whatever is typed, it answers', () => {
  for (const typed of [
    [],
    ['nonsense', ''],
    ['help', 'nonsense', ''],
    ['--nonsense', ''],
    ['backup', '--only=', '='],
  ]) {
    expect(complete(program, typed)).toBeDefined();
  }
});
