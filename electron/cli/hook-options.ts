import type { Command } from 'commander';
import type { Hook, HookDraft } from '#shared/domain/hook.ts';
import { collect } from './collect.ts';
import { defineListedOptions, editListed } from './listed-options.ts';
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
  defineListedOptions(defineHookOptions(command), {
    ...{ option: 'hook', value: 'WHEN=COMMAND', what: 'command' },
    ...{ add: 'run this, too', none: 'run no commands' },
  }).option('--agree-hooks', 'agree to the commands that came with its repository: they are run from now on');

/** The commands that options amount to, of a plan that has those before; undefined where they say nothing. */
export function hooksOf(options: HookOptions, before: readonly Hook[] = []): HookDraft[] | undefined {
  const { hook: replace, addHook: add, removeHook: remove, agreeHooks = false } = options;
  if (!agreeHooks && [replace, add, remove].every((said) => said === undefined)) return undefined;
  const keep = (known: Hook): HookDraft => ({ ...known, agreed: known.agreed || agreeHooks });
  return editListed({ before, replace, add, remove, what: 'command', parse: parseHook, keep });
}
