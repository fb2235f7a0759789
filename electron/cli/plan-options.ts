import type { Command } from 'commander';
import type { DatabaseDraft } from '#shared/domain/database.ts';
import type { Exclusions, Plan, PlanEdit } from '#shared/domain/plan.ts';
import { HoldfastError } from '#shared/errors.ts';
import { collect } from './collect.ts';
import { type DriveOptions, driveOf } from './drive-options.ts';
import { type HookOptions, hooksOf } from './hook-options.ts';
import { parseKeep } from './parse-keep.ts';
import { parseSize } from './parse-size.ts';
import { type ScheduleOptions, schedulesOf } from './schedule-options.ts';

export interface PlanOptions {
  readonly folder?: readonly string[];
  /** False after `--no-exclude`, as the ones below after theirs. */
  readonly exclude?: readonly string[] | false;
  readonly excludeCaches?: boolean;
  readonly excludeIfPresent?: readonly string[] | false;
  readonly excludeLarger?: string | false;
  readonly oneFileSystem?: boolean;
  readonly allowFullCopies?: boolean;
  readonly keep?: string;
  readonly timeZone?: string;
}

/** The options that say what a plan backs up; `plan edit` has them too. */
export function definePlanOptions(command: Command): Command {
  return command
    .option('--exclude <PATTERN>', 'leave out what matches, as in a .gitignore (repeat for more)', collect)
    .option('--exclude-caches', 'leave out folders that hold a CACHEDIR.TAG')
    .option('--exclude-if-present <FILE>', 'leave out folders that hold a file of this name (repeat for more)', collect)
    .option('--exclude-larger <SIZE>', 'leave out files larger than this, e.g. 500M or 1.5GiB')
    .option('--one-file-system', 'stay on the file system of each folder')
    .option('--allow-full-copies', 'accept a drive without hard links, where every snapshot is a full copy')
    .option(
      '--keep <RULES>',
      'which snapshots to keep: “all”, or e.g. last=3,within-days=1,hourly=8,daily=7,weekly=4,monthly=12,yearly=3',
    )
    .option('--time-zone <ZONE>', 'in which days, weeks and months are counted, e.g. Europe/Berlin');
}

export const exclusionsOf = (options: PlanOptions): Exclusions => ({
  patterns: listOf(options.exclude) ?? [],
  caches: options.excludeCaches ?? false,
  ifPresent: listOf(options.excludeIfPresent) ?? [],
  largerThan: limitOf(options.excludeLarger) ?? null,
  oneFileSystem: options.oneFileSystem ?? false,
});

/** What options say about keeping; nothing where they say nothing. */
export const keepOf = ({ keep, timeZone }: PlanOptions): Pick<PlanEdit, 'keep' | 'timeZone'> => ({
  ...(keep !== undefined && { keep: parseKeep(keep) }),
  ...(timeZone !== undefined && { timeZone }),
});

export interface PlanEditOptions extends PlanOptions, ScheduleOptions, DriveOptions, HookOptions {
  readonly rename?: string;
  readonly repository?: readonly string[];
  readonly addRepository?: readonly string[];
  readonly removeRepository?: readonly string[];
  readonly addFolder?: readonly string[];
  readonly removeFolder?: readonly string[];
  readonly addExclude?: readonly string[];
  readonly removeExclude?: readonly string[];
  readonly acceptEmpty?: boolean;
  readonly removeDatabase?: readonly string[];
  readonly untested?: boolean;
}

export function definePlanEditOptions(command: Command): Command {
  return definePlanOptions(
    command
      .option('--rename <NAME>', 'give the plan another name')
      .option(
        '--repository <DIR>',
        'back up here instead of the present places (repeat for drives that take turns)',
        collect,
      )
      .option('--add-repository <DIR>', 'back up here too, by turns (repeat for more)', collect)
      .option(
        '--remove-repository <DIR>',
        'no longer back up here; its snapshots stay (path or id; repeat for more)',
        collect,
      )
      .option('--folder <DIR...>', 'back up these folders instead of the present ones')
      .option('--add-folder <DIR>', 'back up this folder too (repeat for more)', collect)
      .option('--remove-folder <DIR>', 'stop backing up this folder (repeat for more)', collect)
      .option('--add-exclude <PATTERN>', 'leave this out too (repeat for more)', collect)
      .option('--remove-exclude <PATTERN>', 'no longer leave this out (repeat for more)', collect),
  )
    .option('--no-exclude', 'leave out nothing by pattern')
    .option('--no-exclude-caches', 'include caches again')
    .option('--no-exclude-if-present', 'include folders whatever they hold')
    .option('--no-exclude-larger', 'include files of any size')
    .option('--no-one-file-system', 'follow into other file systems')
    .option('--no-allow-full-copies', 'want hard links')
    .option('--accept-empty', 'take folders that are missing or empty now as meant')
    .option('--remove-database <LABEL>', 'stop backing up this database server (repeat for more)', collect);
}

/**
 * What an edit's options change in a plan. `resolve` makes the folders absolute; `databases` and `repositories` are what the
 * options about them amount to.
 */
export function planChanges(
  plan: Plan,
  options: PlanEditOptions,
  {
    resolve,
    databases,
    repositories,
  }: {
    readonly resolve: (path: string) => string;
    readonly databases?: DatabaseDraft[] | undefined;
    readonly repositories?: string[] | undefined;
  },
): PlanEdit {
  const changes: PlanEdit = {
    name: options.rename,
    folders: editedList(plan.folders, {
      replace: options.folder?.map(resolve),
      add: options.addFolder?.map(resolve),
      remove: options.removeFolder?.map(resolve),
      what: 'folder',
    }),
    databases,
    repositories,
    exclusions: changedExclusions(plan.exclusions, options),
    allowFullCopies: options.allowFullCopies,
    ...keepOf(options),
    schedules: schedulesOf(options, plan.schedules),
    drive: driveOf(options, plan.drive),
    hooks: hooksOf(options, plan.hooks),
    acceptEmpty: options.acceptEmpty,
  };
  if (Object.values(changes).every((change) => change === undefined)) {
    throw new HoldfastError('invalid-input', {
      reason: 'Nothing to change was given. See “holdfast help plan edit” for what can be changed.',
    });
  }
  return changes;
}

function changedExclusions(now: Exclusions, options: PlanEditOptions): Exclusions | undefined {
  const patterns = editedList(now.patterns, {
    replace: listOf(options.exclude),
    add: options.addExclude,
    remove: options.removeExclude,
    what: 'exclusion',
  });
  const changes: Partial<Exclusions> = {
    patterns,
    caches: options.excludeCaches,
    ifPresent: listOf(options.excludeIfPresent),
    largerThan: limitOf(options.excludeLarger),
    oneFileSystem: options.oneFileSystem,
  };
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return given.length === 0 ? undefined : { ...now, ...Object.fromEntries(given) };
}

const listOf = (given: readonly string[] | false | undefined): string[] | undefined =>
  given === false ? [] : given && [...given];

const limitOf = (given: string | false | undefined): number | null | undefined =>
  given === false ? null : given === undefined ? undefined : parseSize(given);

interface ListEdit {
  readonly replace?: readonly string[];
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
  readonly what: string;
}

function editedList(now: readonly string[], { replace, add, remove, what }: ListEdit): string[] | undefined {
  if (!replace && !add && !remove) return undefined;
  const base = replace ?? now;
  const unknown = remove?.find((item) => !base.includes(item));
  if (unknown !== undefined) {
    throw new HoldfastError('invalid-input', {
      reason: `The plan has no ${what} “${unknown}”. It has: ${base.join(', ') || 'none'}.`,
    });
  }
  return [...new Set([...base, ...(add ?? [])])].filter((item) => !remove?.includes(item));
}
