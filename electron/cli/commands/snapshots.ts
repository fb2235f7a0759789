import type { Snapshot } from '#shared/domain/snapshot.ts';
import { nameRepositories } from '#shared/name-repositories.ts';
import { displayName } from '../output/display-name.ts';
import { countOf, formatCount, formatSize, formatTime } from '../output/format.ts';
import { type Column, table } from '../output/table.ts';
import type { Verb } from '../verb.ts';

/** How a snapshot is named on the command line. */
export const snapshotArgument = 'id (or its beginning), name, “latest” or “PLAN/latest”';

export const snapshots: Verb = {
  name: 'snapshots',
  summary: 'Show the snapshots, newest first',
  examples: ['holdfast snapshots', 'holdfast snapshots --plan Home --json'],
  define: (command, act) => {
    command.option('--plan <NAME>', 'only those of this plan').action(({ plan }: { plan?: string }) =>
      act(async ({ client, json, out }) => {
        const list = await (await client()).snapshots.list({ plan });
        if (json) await out.json(list);
        else if (list.length === 0) await out.print('No snapshot yet. Make one with “holdfast backup”.');
        else await out.print(...snapshotTable(list));
        return 0;
      }),
    );
  },
};

function snapshotTable(list: readonly Snapshot[]): readonly string[] {
  const places = new Map(list.map(({ planId, repositoryId }) => [`${planId} ${repositoryId}`, planId]));
  const taking = places.size > new Set(places.values()).size;
  const names = nameRepositories(list.map(({ repositoryId, repositoryPath: path }) => ({ repositoryId, path })));
  const where: Column<Snapshot> = {
    title: 'Repository',
    cell: ({ repositoryId, repositoryPath }) => displayName(names.get(repositoryId) ?? repositoryPath),
  };
  return table(list, [
    { title: 'Snapshot', cell: ({ id }) => id.slice(0, 8) },
    { title: 'Plan', cell: ({ planName }) => displayName(planName) },
    ...(taking ? [where] : []),
    { title: 'Made', cell: ({ completedAt }) => formatTime(completedAt) },
    { title: 'Files', cell: ({ hasFiles, files }) => (hasFiles ? formatCount(files) : ''), align: 'right' },
    { title: 'Size', cell: ({ bytes, dumpBytes }) => formatSize(bytes + dumpBytes), align: 'right' },
    { title: 'Added', cell: ({ changes }) => formatCount(changes.added), align: 'right' },
    { title: 'Changed', cell: ({ changes }) => formatCount(changes.changed), align: 'right' },
    { title: 'Removed', cell: ({ changes }) => formatCount(changes.removed), align: 'right' },
    { title: 'Expires', cell: ({ expiresAt }) => (expiresAt === null ? '' : formatTime(expiresAt)) },
    { title: 'Notes', cell: notes },
  ]);
}

const notes = ({ dumps, hasFiles, ...snapshot }: Snapshot): string =>
  [...(dumps > 0 ? [countOf(dumps, 'database')] : []), ...(hasFiles ? [] : ['no files']), ...otherNotes(snapshot)].join(
    ', ',
  );

type Noted = Pick<Snapshot, 'kind' | 'keptUntil' | 'pinned' | 'damaged' | 'verifiedAt' | 'warningCount' | 'available'>;

const otherNotes = ({ kind, keptUntil, pinned, damaged, verifiedAt, warningCount, available }: Noted): string[] =>
  [
    kind === 'safety' ? `safety copy${keptUntil && !pinned ? ` until ${formatTime(keptUntil)}` : ''}` : '',
    pinned ? 'pinned' : '',
    damaged > 0 ? `${formatCount(damaged)} damaged` : '',
    verifiedAt ? `verified ${formatTime(verifiedAt)}` : '',
    warningCount > 0 ? `${formatCount(warningCount)} warnings` : '',
    available ? '' : 'not there now',
  ].filter((note) => note !== '');
