import type { Command } from 'commander';
import type { Hook, HookDraft } from '#shared/domain/hook.ts';
import { collect } from './collect.ts';
import { listedNumber } from './listed-number.ts';
import { parseHook } from './parse-hook.ts';

export interface HookOptions {
  /** False after `--no-hook`. */
  readonly hook?: readonly string[] | false;
  readonly addHook?: readonly string[];
  readonly removeHook?: readonly string[];
  readonly agreeHooks?: true;
}

/** Options that say which commands a plan runs before and after its backups. */
export const defineHookOptions = (command: Command): Command =>
  command.option(
    '--hook <WHEN=COMMAND>',
    'run this by /bin/sh: before=, success=, warning=, failure= or always=; options before the equals sign: stop (a failing ' +
      'command before stops the backup), timeout=10m (repeat for more)',
    collect,
  );

export const defineHookEditOptions = (command: Command): Command =>
  defineHookOptions(command)
    .option('--add-hook <WHEN=COMMAND>', 'run this, too (repeat for more)', collect)
    .option('--remove-hook <N>', 'forget the Nth of its commands, as “plan show” lists them (repeat for more)', collect)
    .option('--no-hook', 'run no commands')
    .option('--agree-hooks', 'agree to the commands that came with its repository: they are run from now on');

/** The commands that options amount to, of a plan that has those before; undefined where they say nothing. */
export function hooksOf(options: HookOptions, before: readonly Hook[] = []): HookDraft[] | undefined {
  const { hook, addHook = [], removeHook = [], agreeHooks = false } = options;
  if (hook === undefined && !agreeHooks && addHook.length + removeHook.length === 0) return undefined;
  const gone = removeHook.map((text) => listedNumber(text, before.length, 'command'));
  const kept = before
    .filter((_, index) => !gone.includes(index + 1))
    .map((known) => ({ ...known, agreed: known.agreed || agreeHooks }));
  const base = hook === undefined ? kept : (hook || []).map(parseHook);
  return [...base, ...addHook.map(parseHook)];
}
