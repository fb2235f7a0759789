import type { HistoryVersion } from '#shared/domain/finding.ts';
import { displayName } from '../output/display-name.ts';
import { formatSize, formatTime } from '../output/format.ts';
import { type Column, table } from '../output/table.ts';
import type { Verb } from '../verb.ts';

export const history: Verb = {
  name: 'history',
  summary: 'Show all versions of a file, newest first',
  examples: ['holdfast history ~/Documents/letter.txt'],
  define: (command, act) => {
    command
      .argument('<PATH>', 'file or folder as it was named at the source')
      .option('--plan <NAME>', 'only in this plan')
      .action((path: string, { plan }: { plan?: string }) =>
        act(async ({ client, resolve, json, out }) => {
          const versions = await (await client()).snapshots.history({ path: resolve(path), plan });
          if (json) await out.json(versions);
          else await out.print(...versionTable(versions));
          return 0;
        }),
      );
  },
};

function versionTable(versions: readonly HistoryVersion[]): readonly string[] {
  const plans = new Set(versions.map(({ planId }) => planId));
  const plan: Column<HistoryVersion> = { title: 'Plan', cell: ({ planName }) => displayName(planName) };
  return table(versions, [
    { title: 'Modified', cell: ({ modifiedAt }) => formatTime(modifiedAt) },
    { title: 'Size', cell: ({ type, size }) => (type === 'file' ? formatSize(size) : type), align: 'right' },
    ...(plans.size > 1 ? [plan] : []),
    { title: 'From snapshot', cell: ({ firstSnapshot }) => firstSnapshot.name },
    { title: 'To snapshot', cell: ({ lastSnapshot }) => lastSnapshot.name },
    { title: 'Notes', cell: notes },
  ]);
}

const notes = ({ current, carried, differs }: HistoryVersion): string =>
  [current ? 'current' : '', differs ? '' : 'same content as the next', carried ? 'could not be read' : '']
    .filter((note) => note !== '')
    .join(', ');
