import type { HoldfastClient } from '#shared/contract/index.ts';
import type { Hunk, NotComparable, Side, TextComparison } from '#shared/domain/finding.ts';
import { displayName, displayText, shellWord } from '../output/display-name.ts';
import { formatSize, formatTime } from '../output/format.ts';
import type { Context, Verb } from '../verb.ts';
import { snapshotArgument } from './snapshots.ts';

export const compare: Verb = {
  name: 'compare',
  summary: 'Show what differs in a text between two snapshots, or between one and now',
  examples: [
    'holdfast compare latest ~/Documents/letter.txt',
    'holdfast compare 3f2a91c4 ~/Documents/letter.txt Home/latest',
  ],
  define: (command, act) => {
    command
      .argument('<SNAPSHOT>', snapshotArgument)
      .argument('<PATH>', 'file as it was named at the source')
      .argument('[OTHER]', 'another snapshot, or “now”: the file as it is on this computer', 'now')
      .action((snapshot: string, path: string, other: string) =>
        act((context) => compareVersions(context, { snapshot, path: context.resolve(path), other })),
      );
  },
};

interface Wanted {
  readonly snapshot: string;
  readonly path: string;
  readonly other: string;
}

interface Named {
  readonly side: Side;
  readonly name: string;
}

async function compareVersions({ client, json, out }: Context, { snapshot, path, other }: Wanted): Promise<number> {
  const engine = await client();
  const [from, to] = await Promise.all([nameSide(engine, snapshot), nameSide(engine, other)]);
  const comparison = await engine.snapshots.compareText({ path, from: from.side, to: to.side });
  if (json) await out.json(comparison);
  else await out.print(...describe(comparison, path, [from.name, to.name]));
  return 0;
}

async function nameSide({ snapshots }: HoldfastClient, reference: string): Promise<Named> {
  if (reference === 'now') return { side: 'now', name: 'now' };
  const { id, planName, name } = await snapshots.get({ snapshot: reference });
  return { side: { snapshot: id }, name: `${planName}/${name}` };
}

type Names = readonly [from: string, to: string];

function describe(comparison: TextComparison, path: string, names: Names): readonly string[] {
  if (comparison.kind === 'none') {
    const name = names[comparison.side === 'from' ? 0 : 1];
    return [
      `${displayName(path)} can’t be compared: ${name === 'now' ? 'it' : displayName(name)} ${reasons[comparison.reason]}.`,
    ];
  }
  const { from, to } = comparison;
  const [before, after] = [
    `--- ${displayName(path)}  (${displayName(names[0])}, ${formatSize(from.size)}, ${formatTime(from.modifiedAt)})`,
    `+++ ${displayName(path)}  (${displayName(names[1])}, ${formatSize(to.size)}, ${formatTime(to.modifiedAt)})`,
  ];
  switch (comparison.kind) {
    case 'same':
      return [before, after, 'No difference.'];
    case 'pictures':
      return [before, after, `Two pictures that differ. See them with: ${openBoth(path, names)}`];
    case 'text':
      return [before, after, ...notes(comparison), ...comparison.hunks.flatMap(hunkLines)];
  }
}

const reasons: Readonly<Record<NotComparable, string>> = {
  missing: 'is not there',
  'not-a-file': 'is not a file',
  binary: 'is not a text',
  'too-large': 'is larger than 1 MB',
  unavailable: 'can’t be read',
};

const openBoth = (path: string, names: Names): string =>
  names
    .filter((name) => name !== 'now')
    .map((name) => `holdfast open ${shellWord(name)} ${shellWord(path)}`)
    .join(' ; ');

/** What no line tells. */
function notes(comparison: TextComparison & { kind: 'text' }): readonly string[] {
  const { from, to, hunks, added, removed, truncated } = comparison;
  const changed = (what: string, before: string, after: string) =>
    before === after ? [] : [`${what}: ${before} → ${after}`];
  return [
    ...changed('Encoding', from.encoding, to.encoding),
    ...changed('Line endings', from.lineEnding, to.lineEnding),
    ...(from.endsWithNewline === to.endsWithNewline
      ? []
      : [`The last line has ${to.endsWithNewline ? 'an' : 'no'} end now.`]),
    ...(hunks.length === 0 ? ['The lines are the same.'] : []),
    ...(truncated ? [`There is too much to show all of it: ${added} lines added, ${removed} removed.`] : []),
  ];
}

function hunkLines({ oldStart, oldLines, newStart, newLines, lines }: Hunk): readonly string[] {
  return [`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, ...lines.map(shownLine)];
}

/** Tabs are part of texts; what else a terminal would act on is escaped. */
const shownLine = (line: string): string => line.split('\t').map(displayText).join('\t');
