import type { HoldfastClient } from '#shared/contract/index.ts';
import type { RestoreAction, RestoreItem, RestorePreview, RestoreRequest } from '#shared/domain/restore.ts';
import type { RunDetail } from '#shared/domain/run.ts';
import { HoldfastError } from '#shared/errors.ts';
import { conclude, followRun } from '../follow-run.ts';
import { describeResult } from '../output/describe-run.ts';
import { displayName, shellWord } from '../output/display-name.ts';
import { countOf, formatCount, formatDuration, formatSize } from '../output/format.ts';
import { pages } from '../pages.ts';
import { collect } from '../plan-options.ts';
import type { Context, Verb } from '../verb.ts';
import { snapshotArgument } from './snapshots.ts';

export const restore: Verb = {
  name: 'restore',
  summary: 'Bring files back, into a folder or to where they were',
  examples: [
    'holdfast restore latest --path ~/Documents/letter.txt --to ~/restored',
    'holdfast restore Home/latest --path ~/Documents --in-place --dry-run',
  ],
  define: (command, act) => {
    command
      .argument('<SNAPSHOT>', snapshotArgument)
      .option('--path <P>', 'restore only this file or folder (repeat for more)', collect)
      .option('--to <DIR>', 'folder that receives them, each under its own name')
      .option('--in-place', 'bring them back to where they were')
      .option('--dry-run', 'only list what would be created, overwritten and deleted')
      .option('--exact', 'also delete what the snapshot does not hold in these folders')
      .option('--confirm <PHRASE>', 'confirm what deletes, or overwrites something newer')
      .action((snapshot: string, options: RestoreOptions) => act((context) => restoreFrom(context, snapshot, options)));
  },
};

interface RestoreOptions {
  readonly path?: readonly string[];
  readonly to?: string;
  readonly inPlace?: true;
  readonly dryRun?: true;
  readonly exact?: true;
  readonly confirm?: string;
}

async function restoreFrom(context: Context, snapshot: string, options: RestoreOptions): Promise<number> {
  if ((options.to === undefined) === (options.inPlace === undefined)) {
    throw new HoldfastError('invalid-input', { reason: 'Say where to restore: either --to DIR or --in-place.' });
  }
  const request: RestoreRequest = {
    snapshot,
    paths: (options.path ?? []).map(context.resolve),
    to: options.to === undefined ? null : context.resolve(options.to),
    exact: options.exact ?? false,
  };
  if (options.dryRun) return showPreview(context, request);
  const run = await followRun(context, (client) => client.restores.start({ ...request, confirm: options.confirm }));
  await showRestored(context, run);
  return conclude(context, run);
}

async function showRestored({ json, out }: Context, run: RunDetail): Promise<void> {
  const result = run.result?.kind === 'restore' ? run.result : null;
  if (json) {
    await out.json({
      type: 'result',
      restoreId: run.id,
      outcome: run.outcome,
      created: result?.created ?? 0,
      overwritten: result?.overwritten ?? 0,
      deleted: result?.deleted ?? 0,
      safetySnapshot: null,
      warnings: run.warnings,
    });
  } else if (result) {
    await out.print(`Restored: ${describeResult(result)} in ${formatDuration(run.durationMs)}.`);
  }
}

async function showPreview({ client, json, out }: Context, request: RestoreRequest): Promise<number> {
  const engine = await client();
  const preview = await engine.restores.preview(request);
  if (json) {
    await out.json(await previewDocument(engine, preview));
    return 0;
  }
  for await (const item of itemsOf(engine, preview)) {
    if (!out.open()) return 0;
    await out.print(itemLine(item));
  }
  await out.print(...describePreview(preview));
  return 0;
}

async function previewDocument(client: HoldfastClient, preview: RestorePreview) {
  const lists: Record<RestoreAction, Omit<RestoreItem, 'action'>[]> = { create: [], overwrite: [], delete: [] };
  for await (const { action, ...item } of itemsOf(client, preview)) lists[action].push(item);
  return { ...lists, keep: preview.keep, phrase: preview.phrase };
}

const itemsOf = (client: HoldfastClient, preview: RestorePreview) =>
  pages<RestoreItem>((page) => client.restores.items({ preview: preview.id, ...page }));

const itemLine = ({ action, path, size, newer }: RestoreItem): string =>
  `${action.padEnd(9)}  ${formatSize(size).padStart(8)}  ${displayName(path)}${newer ? '  (newer than the snapshot)' : ''}`;

function describePreview(preview: RestorePreview): readonly string[] {
  const total = (what: string, { entries, bytes }: RestorePreview['create']) =>
    `${what} ${countOf(entries, 'entry', 'entries')} (${formatSize(bytes)})`;
  const newer = preview.newer > 0 ? `, ${formatCount(preview.newer)} of them newer than the snapshot` : '';
  return [
    `Would ${total('create', preview.create)}, ${total('overwrite', preview.overwrite)}${newer}, ${total('delete', preview.delete)}; ${formatCount(preview.keep)} are as they should be.`,
    'Nothing was changed.',
    ...(preview.phrase === null ? [] : [`To do it, add: --confirm ${shellWord(preview.phrase)}`]),
  ];
}
