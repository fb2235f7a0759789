import type { HoldfastClient } from '#shared/contract/index.ts';
import type { RestoreAction, RestoreItem, RestorePreview, RestoreTotal } from '#shared/domain/restore.ts';
import type { RunDetail } from '#shared/domain/run.ts';
import { damageNote, type KnownDamage, knownDamage } from '../known-damage.ts';
import { describeResult } from '../output/describe-run.ts';
import { displayName, shellWord } from '../output/display-name.ts';
import { countOf, formatCount, formatDuration, formatSize } from '../output/format.ts';
import { pages } from '../pages.ts';
import type { Context } from '../verb.ts';

/** Tells what a restore, or an undo of one, has done. */
export async function showRestored({ json, out }: Context, run: RunDetail): Promise<void> {
  const result = run.result?.kind === 'restore' ? run.result : null;
  if (json) {
    await out.json({
      type: 'result',
      restoreId: run.id,
      outcome: run.outcome,
      created: result?.created ?? 0,
      beside: result?.beside ?? 0,
      overwritten: result?.overwritten ?? 0,
      deleted: result?.deleted ?? 0,
      keptNewer: result?.keptNewer ?? 0,
      safetySnapshot: result?.safetySnapshotId ?? null,
      undoOf: result?.undoOf ?? null,
      warnings: run.warnings,
    });
  } else if (result) {
    const done = result.undoOf === null ? 'Restored' : 'Undone';
    await out.print(`${done}: ${describeResult(result)} in ${formatDuration(run.durationMs)}.`);
    await out.print(`To take it back: holdfast restore undo ${run.id.slice(0, 8)}`);
  }
}

/** Shows a dry run when all has been compared: each entry, and in the end what it amounts to. */
export async function showPreview(
  { client, json, out }: Context,
  begin: (client: HoldfastClient) => Promise<RestorePreview>,
): Promise<number> {
  const engine = await client();
  let preview = await begin(engine);
  while (!preview.complete) preview = await engine.restores.previewed({ preview: preview.id });
  const snapshot = await engine.snapshots.get({ snapshot: preview.snapshotId });
  const damage = await knownDamage(engine, snapshot);
  if (json) {
    await out.json(await previewDocument(engine, preview, damage));
    return 0;
  }
  for await (const item of itemsOf(engine, preview)) {
    if (!out.open()) return 0;
    await out.print(itemLine(item) + (isDamaged(item, damage) ? '  (damaged in the snapshot)' : ''));
  }
  await out.print(...leftOutLines(preview), ...describePreview(preview));
  if (snapshot.damaged > 0) out.note(damageNote(snapshot));
  return 0;
}

const isDamaged = ({ source }: RestoreItem, damage: KnownDamage): boolean => source !== null && damage.has(source);

type Listed = Omit<RestoreItem, 'action'> & { readonly newer?: boolean; readonly damaged: boolean };

async function previewDocument(client: HoldfastClient, preview: RestorePreview, damage: KnownDamage) {
  const lists: Record<Exclude<RestoreAction, 'overwrite-newer'>, Listed[]> = {
    create: [],
    beside: [],
    overwrite: [],
    attributes: [],
    delete: [],
  };
  for await (const listed of itemsOf(client, preview)) {
    const { action, ...rest } = listed;
    const item = { ...rest, damaged: isDamaged(listed, damage) };
    const newer = action === 'overwrite-newer';
    if (newer || action === 'overwrite') lists.overwrite.push({ ...item, newer });
    else lists[action].push(item);
  }
  const { keep, keptNewer, leftOut, freeBytes, neededBytes, safetyBytes, safetyFreeBytes, consequence, phrase } =
    preview;
  return {
    ...lists,
    keep,
    keptNewer,
    leftOut,
    freeBytes,
    neededBytes,
    safetyBytes,
    safetyFreeBytes,
    consequence,
    phrase,
  };
}

const itemsOf = (client: HoldfastClient, preview: RestorePreview) =>
  pages<RestoreItem>((page) => client.restores.items({ preview: preview.id, ...page }));

const actionWords: Readonly<Record<RestoreAction, string>> = {
  create: 'create',
  beside: 'beside',
  overwrite: 'overwrite',
  'overwrite-newer': 'overwrite',
  attributes: 'attributes',
  delete: 'delete',
};

const itemLine = ({ action, path, size }: RestoreItem): string =>
  `${actionWords[action].padEnd(10)}  ${formatSize(size).padStart(8)}  ${displayName(path)}${action === 'overwrite-newer' ? '  (newer than the snapshot)' : ''}`;

function describePreview(preview: RestorePreview): readonly string[] {
  const { totals, keep, keptNewer, neededBytes, freeBytes, consequence, phrase } = preview;
  const newer = totals['overwrite-newer'].entries;
  const parts = [
    total('create', totals.create),
    ...(totals.beside.entries > 0 ? [total('put beside', totals.beside)] : []),
    total('overwrite', sumOf(totals.overwrite, totals['overwrite-newer'])) +
      (newer > 0 ? `, ${formatCount(newer)} of them newer than the snapshot` : ''),
    ...(totals.attributes.entries > 0
      ? [`give ${countOf(totals.attributes.entries, 'entry', 'entries')} other attributes`]
      : []),
    total('delete', totals.delete),
  ];
  const kept = keptNewer > 0 ? `, ${formatCount(keptNewer)} stay as they are newer` : '';
  return [
    `Would ${parts.join(', ')}; ${formatCount(keep)} are as they should be${kept}.`,
    ...(freeBytes !== null && neededBytes > freeBytes
      ? [`There is not enough room: ${formatSize(neededBytes)} needed, ${formatSize(freeBytes)} free.`]
      : []),
    'Nothing was changed.',
    ...(phrase === null ? [] : [consequence ?? '', `To do it, add: --confirm ${shellWord(phrase)}`]),
  ];
}

function leftOutLines({ leftOut: { count, first } }: RestorePreview): readonly string[] {
  const lines = first.map(
    ({ path, reason }) => `${'left'.padEnd(10)}  ${' '.repeat(8)}  ${displayName(path)}  (${reason})`,
  );
  return count > first.length
    ? [...lines, `and ${formatCount(count - first.length)} more that are left as they are`]
    : lines;
}

const sumOf = (one: RestoreTotal, other: RestoreTotal): RestoreTotal => ({
  entries: one.entries + other.entries,
  bytes: one.bytes + other.bytes,
});

const total = (what: string, { entries, bytes }: RestoreTotal): string =>
  `${what} ${countOf(entries, 'entry', 'entries')} (${formatSize(bytes)})`;
