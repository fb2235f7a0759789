import type { HoldfastClient } from '#shared/contract/index.ts';
import type { HistoryVersion } from '#shared/domain/finding.ts';
import { nameRepositories } from '#shared/name-repositories.ts';
import { createDamagedVersions } from '../known-damage.ts';
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
          const engine = await client();
          const versions = await withDamage(engine, await engine.snapshots.history({ path: resolve(path), plan }));
          if (json) await out.json(versions);
          else await out.print(...versionTable(versions));
          return 0;
        }),
      );
  },
};

/** A version with the names of those of its snapshots in which it is known to be damaged. */
type MarkedVersion = HistoryVersion & { readonly damagedIn: readonly string[] };

async function withDamage(client: HoldfastClient, versions: readonly HistoryVersion[]): Promise<MarkedVersion[]> {
  const damagedIn = createDamagedVersions(client);
  return Promise.all(versions.map(async (version) => ({ ...version, damagedIn: await damagedIn(version) })));
}

function versionTable(versions: readonly MarkedVersion[]): readonly string[] {
  const plans = new Set(versions.map(({ planId }) => planId));
  const plan: Column<MarkedVersion> = { title: 'Plan', cell: ({ planName }) => displayName(planName) };
  const places = new Set(versions.map(({ planId, repositoryId }) => `${planId} ${repositoryId}`));
  const names = nameRepositories(versions.map(({ repositoryId, repositoryPath: path }) => ({ repositoryId, path })));
  const where: Column<MarkedVersion> = {
    title: 'Repository',
    cell: ({ repositoryId, repositoryPath }) => displayName(names.get(repositoryId) ?? repositoryPath),
  };
  return table(versions, [
    { title: 'Modified', cell: ({ modifiedAt }) => formatTime(modifiedAt) },
    { title: 'Size', cell: ({ type, size }) => (type === 'file' ? formatSize(size) : type), align: 'right' },
    ...(plans.size > 1 ? [plan] : []),
    ...(places.size > plans.size ? [where] : []),
    { title: 'From snapshot', cell: ({ firstSnapshot }) => firstSnapshot.name },
    { title: 'To snapshot', cell: ({ lastSnapshot }) => lastSnapshot.name },
    { title: 'Notes', cell: notes },
  ]);
}

const notes = ({ current, carried, differs, damagedIn }: MarkedVersion): string =>
  [
    current ? 'current' : '',
    differs ? '' : 'same content as the next',
    carried ? 'could not be read' : '',
    damagedIn.length > 0 ? `damaged in ${damagedIn.join(', ')}` : '',
  ]
    .filter((note) => note !== '')
    .join(', ');
