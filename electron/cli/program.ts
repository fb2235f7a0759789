import { Command, CommanderError } from 'commander';
import { version } from '../engine/version.ts';
import { groupOverview, overview } from './overview.ts';
import type { Act, Invocation } from './verb.ts';
import { verbs } from './verbs.ts';

export interface GlobalOptions {
  readonly home?: string;
  readonly json?: boolean;
}

/** What a command line amounts to. */
export type Reading =
  | { readonly kind: 'work'; readonly invocation: Invocation; readonly options: GlobalOptions }
  /** Help or the version: to be printed. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'wrong'; readonly reason: string };

/** Reads the arguments after the program's name. Does nothing of what they ask for. */
export function readCommandLine(words: readonly string[]): Reading {
  let text = '';
  let invocation: Invocation | undefined;
  let failed: Command | undefined;
  const program = buildProgram({
    act: (given) => {
      invocation = given;
    },
    write: (chunk) => {
      text += chunk;
    },
    fail: (command) => {
      failed ??= command;
    },
  });
  try {
    program.parse(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0)
      return { kind: 'wrong', reason: error.code === 'commander.help' ? text : explain(error, failed ?? program) };
  }
  if (invocation === undefined) return { kind: 'text', text };
  return { kind: 'work', invocation, options: program.opts<GlobalOptions>() };
}

/** The program with all its verbs, for those who describe it: manual and completions. Reading with it does nothing. */
export function describedProgram(write: (text: string) => void): Command {
  return buildProgram({ act: () => undefined, write, fail: () => undefined });
}

interface Told {
  readonly act: Act;
  readonly write: (text: string) => void;
  /** The command whose arguments were wrong. */
  readonly fail: (command: Command) => void;
}

function buildProgram({ act, write, fail }: Told): Command {
  const program = new Command('holdfast')
    .version(version, '--version', 'show the version')
    .option('--home <DIR>', 'settings and catalogue (else HOLDFAST_HOME, else the usual place)')
    .option('--json', 'machine-readable output')
    .helpOption('-h, --help', 'show help')
    .helpCommand(false)
    .configureOutput({ writeOut: write, writeErr: write, outputError: () => undefined })
    .configureHelp({ showGlobalOptions: true, helpWidth: 100 });
  program.helpInformation = overview;
  for (const verb of verbs) {
    const [first = '', second] = verb.name.split(' ');
    const command = second === undefined ? program.command(first) : groupOf(program, first).command(second);
    command.summary(verb.summary).description(`${verb.summary}.`);
    verb.define(command, act);
    command.addHelpText(
      'after',
      ['', `Example${verb.examples.length > 1 ? 's' : ''}:`, ...verb.examples.map((line) => `  ${line}`)].join('\n'),
    );
  }
  addHelp(program);
  tellFailures(program, fail);
  return program;
}

function tellFailures(command: Command, fail: (command: Command) => void): void {
  command.exitOverride((error) => {
    fail(command);
    throw error;
  });
  for (const below of command.commands) tellFailures(below, fail);
}

/** The command above two-word verbs, such as `plan`. */
function groupOf(program: Command, name: string): Command {
  const existing = program.commands.find((command) => command.name() === name);
  // It may be a verb itself, with others below it.
  if (existing) return existing.helpCommand(false);
  const group = program.command(name).helpCommand(false);
  group.helpInformation = () => groupOverview(name);
  return group;
}

function addHelp(program: Command): void {
  program
    .command('help')
    .argument('[VERB...]')
    .summary('Show help for a verb')
    .action((words: readonly string[]) => findCommand(program, words).help());
}

function findCommand(program: Command, words: readonly string[]): Command {
  let command = program;
  for (const word of words) {
    const next = command.commands.find((candidate) => candidate.name() === word);
    // Read as if it had been used: the program then says that there is no such verb and which one is nearest.
    if (next === undefined) return command.commands.length > 0 ? program.parse(words, { from: 'user' }) : command;
    command = next;
  }
  return command;
}

/** A usage error as a sentence with its next step. */
function explain(error: CommanderError, command: Command): string {
  const [problem = '', hint] = error.message
    .replace(/^error: (unknown )?command/, '$1verb')
    .replace(/^error: /, '')
    .split('\n');
  const sentence =
    problem.charAt(0).toUpperCase() +
    problem
      .slice(1)
      .replaceAll(/'([^']*)'/g, '“$1”')
      .replace(/\.$/, '');
  const suggestion = hint?.replace(/^\(Did you mean (.*)\?\)$/, 'Did you mean “$1”?');
  const parts = [`${sentence}${meaningOf(sentence, command)}.`, suggestion, `See “${helpOf(command)}”.`];
  return parts.filter((part) => part !== undefined).join(' ');
}

/** What a missing argument is, in the words of the verb's help. */
function meaningOf(sentence: string, command: Command): string {
  const name = /^Missing required argument “(.*)”$/.exec(sentence)?.[1];
  const description = command.registeredArguments.find((argument) => argument.name() === name)?.description;
  return description ? ` (${description})` : '';
}

function helpOf(command: Command): string {
  const words: string[] = [];
  for (let at = command; at.parent; at = at.parent) words.unshift(at.name());
  return ['holdfast help', ...words].join(' ');
}
