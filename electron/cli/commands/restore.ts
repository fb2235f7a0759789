import {
  type DamageAnswer,
  damageAnswers,
  type RestoreConflicts,
  type RestoreRequest,
  restoreConflicts,
} from '#shared/domain/restore.ts';
import { HoldfastError } from '#shared/errors.ts';
import { asOf } from '../../engine/restore/name-beside.ts';
import { chosen } from '../choices.ts';
import { collect } from '../collect.ts';
import { conclude, followRun } from '../follow-run.ts';
import { parseInstant } from '../parse-instant.ts';
import type { Context, Verb } from '../verb.ts';
import { showPreview, showRestored } from './show-restore.ts';
import { snapshotArgument } from './snapshots.ts';

export const restore: Verb = {
  name: 'restore',
  summary: 'Bring files back, into a folder or to where they were',
  examples: [
    'holdfast restore latest --path ~/Documents/letter.txt --to ~/restored',
    'holdfast restore latest --path ~/Documents/letter.txt --suffix',
    'holdfast restore Home/latest --path ~/Documents --in-place --missing-only',
    'holdfast restore Home/latest --path ~/Documents --in-place --dry-run',
  ],
  define: (command, act) => {
    command
      .argument('<SNAPSHOT>', snapshotArgument)
      .option('--path <P>', 'restore only this file or folder (repeat for more)', collect)
      .option('--to <DIR>', 'folder that receives them, each under its own name')
      .option('--in-place', 'bring them back to where they were')
      .option('--suffix [TEXT]', 'put them beside the originals, with this in their names (default: the day)')
      .option('--conflicts <ANSWER>', `what is there already: ${restoreConflicts.join(', ')}`)
      .option('--missing-only', 'only what is not there any more')
      .option('--newer-than <TIME>', 'only what was modified later than this')
      .option('--match <PATTERN>', 'only what matches, as in a .gitignore (repeat for more)', collect)
      .option('--compare-content', 'read what seems to be the same, rather than trust size and time')
      .option('--on-damage <ANSWER>', `damage in the snapshot: ${damageAnswers.join(', ')}`)
      .option('--no-safety', 'keep no copy of what is overwritten or deleted')
      .option('--exact', 'also delete what the snapshot does not hold in these folders')
      .option('--dry-run', 'only list what would be created, overwritten and deleted')
      .option('--confirm <PHRASE>', 'confirm what deletes, or overwrites something newer')
      .action((snapshot: string, options: RestoreOptions) => act((context) => restoreFrom(context, snapshot, options)));
  },
};

interface RestoreOptions {
  readonly path?: readonly string[];
  readonly to?: string;
  readonly inPlace?: true;
  /** True where no text was given. */
  readonly suffix?: string | true;
  readonly conflicts?: string;
  readonly missingOnly?: true;
  readonly newerThan?: string;
  readonly match?: readonly string[];
  readonly compareContent?: true;
  readonly onDamage?: string;
  readonly safety: boolean;
  readonly exact?: true;
  readonly dryRun?: true;
  readonly confirm?: string;
}

const conflictWords: Readonly<Record<RestoreConflicts, string>> = {
  overwrite: 'is overwritten',
  'keep-newer': 'stays if it is newer',
  'keep-both': 'stays, and the snapshot’s comes beside it',
};
const damageWords: Readonly<Record<DamageAnswer, string>> = {
  stop: 'nothing is done',
  'leave-out': 'the rest is done',
  nearest: 'the nearest undamaged version is taken',
};

async function restoreFrom(context: Context, snapshot: string, options: RestoreOptions): Promise<number> {
  const request = await requestOf(context, snapshot, options);
  if (options.dryRun) return showPreview(context, (client) => client.restores.preview(request));
  const run = await followRun(context, 'restore', (client) =>
    client.restores.start({ ...request, confirm: options.confirm }),
  );
  await showRestored(context, run);
  return conclude(context, run);
}

async function requestOf(context: Context, snapshot: string, options: RestoreOptions): Promise<RestoreRequest> {
  const { to, inPlace, suffix, newerThan } = options;
  if ([to, inPlace, suffix].filter((way) => way !== undefined).length !== 1) {
    throw new HoldfastError('invalid-input', {
      reason: 'Say where to restore: one of --to DIR, --in-place and --suffix [TEXT].',
    });
  }
  return {
    snapshot,
    paths: (options.path ?? []).map(context.resolve),
    to: to === undefined ? null : context.resolve(to),
    exact: options.exact ?? false,
    suffix: suffix === true ? await usualSuffix(context, snapshot) : (suffix ?? null),
    conflicts: chosen('conflicts', conflictWords, options.conflicts) ?? 'overwrite',
    only: {
      missing: options.missingOnly ?? false,
      newerThan: newerThan === undefined ? null : parseInstant('--newer-than', newerThan, 'start'),
      matching: [...(options.match ?? [])],
    },
    compareContent: options.compareContent ?? false,
    onDamage: chosen('on-damage', damageWords, options.onDamage) ?? 'stop',
    safety: options.safety,
  };
}

/** The day of the snapshot, on this computer's calendar. */
async function usualSuffix(context: Context, snapshot: string): Promise<string> {
  const client = await context.client();
  return asOf((await client.snapshots.get({ snapshot })).completedAt, 'day');
}
