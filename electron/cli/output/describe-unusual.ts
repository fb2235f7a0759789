import type { UnusualChange, UnusualDetails, UnusualExample } from '#shared/domain/unusual.ts';
import { displayName } from './display-name.ts';
import { countOf, formatCount, formatSize, formatTime } from './format.ts';
import { table } from './table.ts';

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** `48,120 of 100,000 files (48 %; usually 1 %)`. */
export function extentWords({ files, changed, removed, usual }: UnusualChange): string {
  const lost = changed + removed;
  const before = usual === null ? '' : `; usually ${percent(usual)}`;
  return `${formatCount(lost)} of ${countOf(files, 'file')} (${percent(lost / files)}${before})`;
}

/** What changed, and what can be answered. */
export function describeUnusual(details: UnusualDetails): readonly string[] {
  const { change, changed, removed, added, bytes, types, folders } = details;
  const { planName, first, last, before, restoredAt } = change;
  const plan = displayName(planName);
  const until = first.snapshotId === last.snapshotId ? '' : `, and further until ${formatTime(last.at)}`;
  return [
    `“${plan}”: ${extentWords(change)} were changed or deleted, as the backup of ${formatTime(first.at)} found${until}.`,
    `${countOf(changed, 'file')} changed, ${formatCount(removed)} gone, ${formatCount(added)} new; ${formatSize(bytes)} of content are only in older snapshots.`,
    ...hints(details),
    '',
    ...table(types, [
      { title: 'Type', cell: ({ ending }) => (ending === '' ? '(none)' : displayName(`.${ending}`)) },
      { title: 'Changed or gone', cell: ({ lost }) => formatCount(lost), align: 'right' },
      { title: 'New', cell: (type) => formatCount(type.added), align: 'right' },
    ]),
    '',
    ...table(folders, [
      { title: 'Changed or gone', cell: ({ files }) => formatCount(files), align: 'right' },
      { title: 'Folder', cell: ({ path }) => displayName(path) },
    ]),
    ...examplesOf(details),
    '',
    ...(restoredAt === null ? [] : [`Something of this plan was restored at ${formatTime(restoredAt)}.`]),
    'Until you say what it was, no snapshot of this plan is deleted by its policy.',
    `  It was meant:       holdfast changes ${quoted(planName)} --confirm`,
    ...(before === null
      ? []
      : [`  Get it back:        holdfast restore ${before.snapshotId.slice(0, 8)} --in-place --exact --dry-run`]),
    `  It is put right:    holdfast changes ${quoted(planName)} --restored`,
  ];
}

function hints({ renamed, sampled }: UnusualDetails): string[] {
  return [
    ...(renamed === null
      ? []
      : [
          `${countOf(renamed.files, 'new file')} are named as one that is gone, with “${displayName(`.${renamed.ending}`)}” behind it.`,
        ]),
    ...(sampled === null
      ? []
      : [
          `Of ${countOf(sampled.files, 'file')} that were looked into, ${formatCount(sampled.scrambled)} look encrypted or compressed, though they are of no such type.`,
        ]),
  ];
}

function examplesOf({ examples }: UnusualDetails): string[] {
  const line = (sign: string) => (example: UnusualExample) => `  ${sign} ${displayName(example.path)}`;
  const lines = [
    ...examples.changed.map(line('~')),
    ...examples.removed.map(line('-')),
    ...examples.added.map(line('+')),
  ];
  return lines.length === 0 ? [] : ['', 'For example:', ...lines];
}

const quoted = (name: string): string => (/^[\w.-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`);
