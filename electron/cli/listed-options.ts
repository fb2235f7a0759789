import type { Command } from 'commander';
import { HoldfastError } from '#shared/errors.ts';
import { collect } from './collect.ts';

interface Listed {
  /** Of the option that replaces them all: `schedule`. */
  readonly option: string;
  readonly value: string;
  /** What one more does, and what none at all means. */
  readonly add: string;
  readonly none: string;
  /** One of them, as people say. */
  readonly what: string;
}

/** Options by which an edit adds to a list of a plan, takes from it and empties it; “plan show” numbers its members. */
export const defineListedOptions = (command: Command, { option, value, add, none, what }: Listed): Command =>
  command
    .option(`--add-${option} <${value}>`, `${add} (repeat for more)`, collect)
    .option(
      `--remove-${option} <N>`,
      `forget the Nth of its ${what}s, as “plan show” lists them (repeat for more)`,
      collect,
    )
    .option(`--no-${option}`, none);

interface ListedEdit<Known, Draft> {
  readonly before: readonly Known[];
  /** All of them anew; false: none. Undefined: those that there are. */
  readonly replace: readonly string[] | false | undefined;
  readonly add: readonly string[] | undefined;
  /** By their numbers. */
  readonly remove: readonly string[] | undefined;
  readonly what: string;
  readonly parse: (text: string) => Draft;
  readonly keep: (known: Known) => Draft;
}

/** What such options make of the list. Throws `invalid-input` for a number that it does not have. */
export function editListed<Known, Draft>(edit: ListedEdit<Known, Draft>): Draft[] {
  const { before, replace, add = [], remove = [], what, parse, keep } = edit;
  const gone = remove.map((text) => numberOf(text, before.length, what));
  const kept = before.filter((_, index) => !gone.includes(index + 1)).map(keep);
  const base = replace === undefined ? kept : (replace || []).map(parse);
  return [...base, ...add.map(parse)];
}

function numberOf(text: string, most: number, what: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= most) return number;
  const has = most === 0 ? 'It has none.' : `It has ${most === 1 ? 'one' : `1 to ${most}`}.`;
  throw new HoldfastError('invalid-input', { reason: `The plan has no ${what} “${text}”. ${has}` });
}
