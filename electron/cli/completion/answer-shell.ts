import { knownNames } from '../../engine/catalogue/known-names.ts';
import { chooseHome } from '../../engine/choose-home.ts';
import { settingNames } from '../commands/settings.ts';
import { describeProgram } from '../describe-program.ts';
import { type Candidate, complete } from './complete.ts';
import type { Meaning } from './meaning.ts';
import type { Shell } from './shells.ts';
import { bashWord, splitLine } from './split-line.ts';

/**
 * What a shell's completion asks for: the first line says what the shell is to offer besides (`files`, `folders` or
 * `nothing`), each other one is a candidate in the form that the shell takes. Bash gives the line up to the cursor, the
 * others the words after the program's name.
 */
export function answerShell(shell: Shell, typed: readonly string[]): readonly string[] {
  const split = splitLine(typed.join(' '));
  const words = shell === 'bash' ? split.words.slice(1) : typed;
  const { candidates, also } = complete(describeProgram(), words);
  const last = words.at(-1) ?? '';
  const head = last.startsWith('--') ? last.slice(0, last.indexOf('=') + 1) : '';
  const found = namesOf(also, homeOf(words))
    .map((name) => ({ word: `${head}${name}`, description: '' }))
    .filter(({ word }) => word.startsWith(last) && isPlain(word));
  const lines = [...candidates, ...found].map((one) =>
    shell === 'bash' ? bashWord(one.word, split) : show[shell](one),
  );
  return [also === 'files' || also === 'folders' ? also : 'nothing', ...lines];
}

const show: Readonly<Record<Exclude<Shell, 'bash'>, (candidate: Candidate) => string>> = {
  zsh: ({ word, description }) => {
    const name = word.replaceAll(/[\\:]/g, String.raw`\$&`);
    return description === '' ? name : `${name}:${description}`;
  },
  fish: ({ word, description }) => (description === '' ? word : `${word}\t${description}`),
};

/** One with control characters could not be handed over a line each. */
const isPlain = (word: string): boolean => !/\p{Cc}/u.test(word);

function namesOf(meaning: Meaning, home: string): readonly string[] {
  switch (meaning) {
    case 'plans':
      return knownNames(home).plans;
    case 'repositories':
      return knownNames(home).repositories;
    case 'snapshots':
      return ['latest', ...knownNames(home).plans.map((name) => `${name}/latest`)];
    case 'settings':
      return settingNames;
    case 'files':
    case 'folders':
    case 'nothing':
      return [];
  }
}

/** As the command would choose it. */
function homeOf(words: readonly string[]): string {
  const at = words.lastIndexOf('--home', -2);
  const joined = words.slice(0, -1).findLast((word) => word.startsWith('--home='));
  return chooseHome(at === -1 ? joined?.slice('--home='.length) : words[at + 1]);
}
