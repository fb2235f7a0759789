import type { Deleted } from '#shared/domain/finding.ts';
import { HoldfastError } from '#shared/errors.ts';
import { displayName, shellWord } from '../output/display-name.ts';
import { formatSize, formatTime } from '../output/format.ts';
import { printJsonArray } from '../output/output.ts';
import { pages } from '../pages.ts';
import type { Context, Verb } from '../verb.ts';
import { snapshotArgument } from './snapshots.ts';

export const deleted: Verb = {
  name: 'deleted',
  summary: 'Show what a folder held that is not there now, the last to go first',
  examples: ['holdfast deleted ~/Documents', 'holdfast deleted ~/Documents --snapshot 3f2a91c4'],
  define: (command, act) => {
    command
      .argument('<PATH>', 'folder as it was named at the source')
      .option('--plan <NAME>', 'in this plan (needed where there are several)')
      .option('--snapshot <SNAPSHOT>', `only what this one held: ${snapshotArgument}`)
      .action((path: string, options: DeletedOptions) => act((context) => listDeleted(context, path, options)));
  },
};

interface DeletedOptions {
  readonly plan?: string;
  readonly snapshot?: string;
}

async function listDeleted(context: Context, given: string, options: DeletedOptions): Promise<number> {
  const { json, out } = context;
  const path = context.resolve(given);
  const { snapshots, plans } = await context.client();
  const taken = options.snapshot === undefined ? undefined : await snapshots.get({ snapshot: options.snapshot });
  const plan = options.plan ?? taken?.planId ?? onlyPlan(await plans.list());
  const found = pages((page) => snapshots.deletedIn({ plan, path, snapshot: taken?.id, ...page }));
  if (json) {
    await printJsonArray(out, found);
    return 0;
  }
  let last: Deleted | undefined;
  for await (const item of found) {
    if (!out.open()) return 0;
    last ??= item;
    await out.print(deletedLine(item));
  }
  if (last === undefined) out.note(`Nothing is missing from ${displayName(path)}.`);
  else out.note(`Bring one back with: ${restoreCommand(last)}`);
  return 0;
}

function onlyPlan(all: readonly { readonly plan: { readonly id: string; readonly name: string } }[]): string {
  const [only, second] = all;
  if (only && !second) return only.plan.id;
  const reason = only ? 'Say with --plan which plan is meant.' : 'There is no plan yet.';
  throw new HoldfastError('invalid-input', { reason });
}

const deletedLine = ({ type, size, lastSnapshot, path }: Deleted): string =>
  [
    (type === 'file' ? formatSize(size) : type).padStart(8),
    `last in ${displayName(lastSnapshot.name)} (${formatTime(lastSnapshot.at)})`,
    displayName(path),
  ].join('  ');

const restoreCommand = ({ planName, lastSnapshot, path }: Deleted): string =>
  `holdfast restore ${shellWord(`${planName}/${lastSnapshot.name}`)} --path ${shellWord(path)} --in-place`;
