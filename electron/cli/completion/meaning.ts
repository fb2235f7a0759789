import type { ArgumentDescription, CommandDescription, OptionDescription } from '../describe-program.ts';

/** What a value names: where candidates for it come from. */
export type Meaning = 'nothing' | 'files' | 'folders' | 'plans' | 'repositories' | 'snapshots' | 'settings';

/** What the words in capitals of the help mean wherever they stand. */
const byName: Readonly<Record<string, Meaning>> = {
  PLAN: 'plans',
  REPOSITORY: 'repositories',
  SNAPSHOT: 'snapshots',
  A: 'snapshots',
  B: 'snapshots',
  DIR: 'folders',
  FILE: 'files',
  PATH: 'files',
  P: 'files',
};

/** Verbs whose argument NAME is that of a plan. */
export const verbsOfPlans: readonly string[] = ['plan show', 'plan edit', 'plan remove', 'plan preview', 'backup'];

/** Verbs that take the folder of a repository which may not be known yet. */
export const verbsOfNewRepositories: readonly string[] = ['init', 'connect', 'repository adopt'];

export function meaningOfArgument({ words }: CommandDescription, { name }: ArgumentDescription): Meaning {
  const verb = words.join(' ');
  if (verbsOfNewRepositories.includes(verb)) return 'folders';
  if (name === 'NAME' && verbsOfPlans.includes(verb)) return 'plans';
  if (name === 'NAME' && verb.startsWith('settings ')) return 'settings';
  return byName[name] ?? 'nothing';
}

export function meaningOfOption({ words }: CommandDescription, { names, value }: OptionDescription): Meaning {
  if (names.includes('--plan')) return 'plans';
  // Where to put a dump is no folder of a repository.
  if (names.includes('--repository') || names.includes('--remove-repository')) return 'repositories';
  if (words[0] === 'plan' && names.includes('--add-repository')) return 'folders';
  return byName[value?.name ?? ''] ?? 'nothing';
}
