import type { Argument, Command, Option } from 'commander';
import { describedProgram } from './program.ts';
import { verbs } from './verbs.ts';

/** The command line as data: what the manual and the completions are made from, so that they never lag behind it. */
export interface CommandDescription {
  /** As typed after the program's name; none for the program itself. */
  readonly words: readonly string[];
  readonly summary: string;
  /** Arguments and options in short: `<NAME> [options]`. */
  readonly usage: string;
  readonly arguments: readonly ArgumentDescription[];
  readonly options: readonly OptionDescription[];
  /** What the help says besides, in lines; empty where there is nothing. */
  readonly notes: readonly string[];
  readonly examples: readonly string[];
  readonly commands: readonly CommandDescription[];
}

export interface ArgumentDescription {
  /** In capitals, as the help shows it. */
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly variadic: boolean;
  /** The only values that it takes; none where it takes any. */
  readonly choices: readonly string[];
}

export interface OptionDescription {
  /** `-h`, `--help`: what may be typed. */
  readonly names: readonly string[];
  readonly description: string;
  /** Null for one without. */
  readonly value: OptionValue | null;
}

interface OptionValue {
  /** In capitals, as the help shows it. */
  readonly name: string;
  readonly required: boolean;
  readonly variadic: boolean;
  readonly choices: readonly string[];
}

export function describeProgram(): CommandDescription {
  let written = '';
  const program = describedProgram((text) => {
    written += text;
  });
  const helpOf = (command: Command): string => {
    written = '';
    command.outputHelp();
    return written;
  };
  return describe(program, [], helpOf);
}

function describe(
  command: Command,
  words: readonly string[],
  helpOf: (command: Command) => string,
): CommandDescription {
  const help = command.createHelp();
  const verb = verbs.find(({ name }) => name === words.join(' '));
  return {
    words,
    summary: command.summary(),
    usage: command.usage(),
    arguments: command.registeredArguments.map(describeArgument),
    options: help.visibleOptions(command).map(describeOption),
    notes: verb === undefined ? [] : notesOf(command, helpOf(command)),
    examples: verb?.examples ?? [],
    commands: command.commands.map((below) => describe(below, [...words, below.name()], helpOf)),
  };
}

const describeArgument = (argument: Argument): ArgumentDescription => ({
  name: argument.name(),
  description: argument.description,
  required: argument.required,
  variadic: argument.variadic,
  choices: argument.argChoices ?? [],
});

function describeOption({ flags, long, short, description, required, optional, variadic, argChoices }: Option) {
  const name = /[<[]([^>\]]*?)(?:\.\.\.)?[>\]]/.exec(flags)?.[1] ?? '';
  return {
    names: [short, long].filter((text) => typeof text === 'string'),
    description,
    value: required || optional ? { name, required, variadic, choices: argChoices ?? [] } : null,
  };
}

/** What a verb adds between the list of options and the examples. */
function notesOf(command: Command, text: string): readonly string[] {
  const rest = text.slice(command.helpInformation().length);
  return rest.slice(0, Math.max(0, rest.lastIndexOf('\nExample'))).trim() === ''
    ? []
    : rest.slice(0, rest.lastIndexOf('\nExample')).trim().split('\n');
}
