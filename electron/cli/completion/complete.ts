import type { CommandDescription, OptionDescription } from '../describe-program.ts';
import { type Meaning, meaningOfArgument, meaningOfOption } from './meaning.ts';

/** What could follow what has been typed. */
export interface Completion {
  readonly candidates: readonly Candidate[];
  /** What the shell is to offer besides, or what names are to be looked up. */
  readonly also: Meaning;
}

export interface Candidate {
  /** The whole word. */
  readonly word: string;
  readonly description: string;
}

/** What the words before the last one amount to. */
interface Position {
  readonly command: CommandDescription;
  /** Arguments that are there already. */
  readonly given: number;
  /** An option that waits for its value, or takes more of them. */
  readonly option: OptionDescription | null;
  /** Whether the value has to come next. */
  readonly must: boolean;
  /** After `--` there are no options. */
  readonly plain: boolean;
}

/**
 * Completes the last of the words, which may be empty. They are those after the program's name, as the shell would give them
 * to it. Pure.
 */
export function complete(program: CommandDescription, words: readonly string[]): Completion {
  const [before, last] = [words.slice(0, -1), words.at(-1) ?? ''];
  if (before[0] === 'help') return verbsOf(find(program, before.slice(1)), last);
  const at = before.reduce(step(program), start(program));
  if (at.option !== null && at.must) return valuesOf(at, at.option, last);
  if (last.startsWith('-') && !at.plain) return optionOrValue(program, at, last);
  const values = at.option === null ? argumentOf(at, last) : valuesOf(at, at.option, last);
  if (at.given > 0) return values;
  return { ...values, candidates: [...verbsOf(at.command, last).candidates, ...values.candidates] };
}

const start = (command: CommandDescription): Position => ({
  ...{ command, given: 0, option: null, must: false, plain: false },
});

const step =
  (program: CommandDescription) =>
  (at: Position, word: string): Position => {
    const { option, must, plain } = at;
    // A value, or one more of them.
    if (option !== null && must) return { ...at, must: false, option: option.value?.variadic ? option : null };
    if (!plain && word === '--') return { ...at, option: null, plain: true };
    if (!plain && word.startsWith('-') && word !== '-') return afterOption(at, optionsOf(program, at), word);
    if (option !== null) return option.value?.variadic ? at : { ...at, option: null };
    return afterArgument(at, word);
  };

function afterOption(at: Position, options: readonly OptionDescription[], word: string): Position {
  const option = options.find(({ names }) => names.includes(word));
  return option === undefined || option.value === null
    ? { ...at, option: null, must: false }
    : { ...at, option, must: option.value.required };
}

function afterArgument(at: Position, word: string): Position {
  const below = at.given === 0 ? at.command.commands.find(({ words }) => words.at(-1) === word) : undefined;
  return below === undefined ? { ...at, given: at.given + 1 } : start(below);
}

const find = (program: CommandDescription, words: readonly string[]): CommandDescription =>
  words.reduce((at, word) => at.commands.find((below) => below.words.at(-1) === word) ?? at, program);

/** Those of the verb, and those that hold everywhere. */
const optionsOf = (program: CommandDescription, { command }: Position): readonly OptionDescription[] =>
  command === program ? program.options : [...command.options, ...program.options.filter(isEverywhere)];

const isEverywhere = ({ names }: OptionDescription): boolean => names.includes('--home') || names.includes('--json');

function verbsOf({ commands }: CommandDescription, last: string): Completion {
  const candidates = commands
    .map(({ words, summary, commands: below }) => ({
      word: words.at(-1) ?? '',
      description: summary === '' ? below.map((one) => one.words.at(-1)).join(', ') : summary,
    }))
    .filter(({ word }) => word.startsWith(last));
  return { candidates, also: 'nothing' };
}

function optionOrValue(program: CommandDescription, at: Position, last: string): Completion {
  const options = optionsOf(program, at);
  const end = last.indexOf('=');
  const option = options.find(({ names }) => end !== -1 && names.includes(last.slice(0, end)));
  if (option !== undefined) {
    const { candidates, also } = valuesOf(at, option, last.slice(end + 1));
    const head = last.slice(0, end + 1);
    return { candidates: candidates.map((one) => ({ ...one, word: `${head}${one.word}` })), also };
  }
  const candidates = options
    .flatMap(({ names, description }) => names.map((word) => ({ word, description })))
    .filter(({ word }) => word.startsWith('--') && word.startsWith(last));
  return { candidates, also: 'nothing' };
}

function valuesOf({ command }: Position, option: OptionDescription, last: string): Completion {
  const choices = option.value?.choices ?? [];
  return {
    candidates: fitting(choices, last),
    also: choices.length > 0 ? 'nothing' : meaningOfOption(command, option),
  };
}

function argumentOf({ command, given }: Position, last: string): Completion {
  const argument = command.arguments[given] ?? command.arguments.findLast(({ variadic }) => variadic);
  if (argument === undefined) return { candidates: [], also: 'nothing' };
  if (argument.choices.length > 0) return { candidates: fitting(argument.choices, last), also: 'nothing' };
  return { candidates: [], also: meaningOfArgument(command, argument) };
}

const fitting = (words: readonly string[], last: string): readonly Candidate[] =>
  words.filter((word) => word.startsWith(last)).map((word) => ({ word, description: '' }));
