import type { Version } from '#shared/domain/snapshot.ts';
import { formatSize, formatTime } from '../output/format.ts';
import { table } from '../output/table.ts';
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

const versionTable = (versions: readonly Version[]): readonly string[] =>
  table(versions, [
    { title: 'Modified', cell: ({ modifiedAt }) => formatTime(modifiedAt) },
    { title: 'Size', cell: ({ type, size }) => (type === 'file' ? formatSize(size) : type), align: 'right' },
    { title: 'From snapshot', cell: ({ firstSnapshot }) => firstSnapshot.name },
    { title: 'To snapshot', cell: ({ lastSnapshot }) => lastSnapshot.name },
    { title: 'Notes', cell: ({ current, carried }) => notes(current, carried) },
  ]);

const notes = (current: boolean, carried: boolean): string =>
  [current ? 'current' : '', carried ? 'could not be read' : ''].filter((note) => note !== '').join(', ');
