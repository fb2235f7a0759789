import type { RepositoryStorage, StorageDay } from '#shared/domain/storage.ts';
import { exitDone } from '../exit-codes.ts';
import { displayName } from '../output/display-name.ts';
import { countOf, formatCount, formatSize, formatTime } from '../output/format.ts';
import { table } from '../output/table.ts';
import type { Context, Verb } from '../verb.ts';

export const storage: Verb = {
  name: 'storage',
  summary: 'Show what repositories, plans and snapshots take, what is free, and for how long it will last',
  examples: ['holdfast storage', 'holdfast storage --trend', 'holdfast storage Home/latest'],
  define: (command, act) => {
    command
      .argument('[SNAPSHOT]', 'what this one takes alone and what it shares; looks at each of its files')
      .option('--trend', 'also how full the drives were on the last days')
      .action((snapshot: string | undefined, { trend = false }: { readonly trend?: boolean }) =>
        act((context) => (snapshot === undefined ? showAll(context, trend) : measure(context, snapshot))),
      );
  },
};

async function showAll({ client, json, out }: Context, trend: boolean): Promise<number> {
  const engine = await client();
  const report = await engine.storage.get();
  const days = await Promise.all(
    report.repositories.map(async ({ repository }) =>
      trend ? (await engine.storage.trend({ repository: repository.id })).days : [],
    ),
  );
  if (json) {
    const repositories = report.repositories.map((entry, at) => (trend ? { ...entry, days: days[at] } : entry));
    await out.json({ repositories });
  } else if (report.repositories.length === 0) {
    await out.print('No repository yet. Make one with “holdfast init”.');
  } else {
    await out.print(
      ...report.repositories.flatMap((entry, at) => describeRepository(entry, trend ? days[at] : undefined)),
    );
  }
  return exitDone;
}

async function measure({ client, json, out }: Context, snapshot: string): Promise<number> {
  const measured = await (await client()).storage.measure({ snapshot });
  const { uniqueBytes, uniqueFiles, sharedBytes, sharedFiles } = measured;
  if (json) await out.json(measured);
  else {
    await out.print(
      `Its own: ${formatSize(uniqueBytes)} in ${countOf(uniqueFiles, 'file')}; so much its deletion frees.`,
      `Shared with other snapshots: ${formatSize(sharedBytes)} in ${countOf(sharedFiles, 'file')}.`,
    );
  }
  return exitDone;
}

function describeRepository(entry: RepositoryStorage, days: readonly StorageDay[] | undefined): string[] {
  const { repository, plans } = entry;
  const rows = table(plans, [
    { title: 'Plan', cell: ({ planName }) => displayName(planName) },
    { title: 'Snapshots', cell: ({ snapshots }) => formatCount(snapshots), align: 'right' },
    { title: 'All versions', cell: ({ bytes }) => formatSize(bytes), align: 'right' },
    { title: 'Dumps of them', cell: ({ dumpBytes }) => formatSize(dumpBytes), align: 'right' },
    { title: 'Newest', cell: ({ newestBytes }) => formatSize(newestBytes), align: 'right' },
  ]);
  const told = days === undefined ? [] : ['', ...trendTable(days)];
  return [
    `${displayName(repository.path)}: ${spaceWords(entry)}`,
    ...lowWords(entry),
    ...(plans.length > 0 ? rows.map((row) => `  ${row}`) : []),
    ...told.map((row) => `  ${row}`.trimEnd()),
  ];
}

function spaceWords({ repository, freeBytes, totalBytes, forecast, floorBytes }: RepositoryStorage): string {
  if (freeBytes === null || totalBytes === null) return repository.problem ?? 'not there now';
  const free = `${formatSize(freeBytes)} free of ${formatSize(totalBytes)}`;
  if (forecast === null) return free;
  const day = formatTime(forecast.fullAt).slice(0, 10);
  return `${free}; ${formatSize(forecast.bytesPerDay)} less a day, down to the reserve of ${formatSize(floorBytes)} about ${day}`;
}

function lowWords({ low }: RepositoryStorage): string[] {
  if (low === null) return [];
  const why = low.reason === 'space' ? 'There is little room left.' : 'There will be no room within two weeks.';
  return [`  ${why} “holdfast prune” deletes what plans no longer keep; a plan may keep less, or use a larger drive.`];
}

const trendTable = (days: readonly StorageDay[]): readonly string[] =>
  days.length === 0
    ? ['Nothing was recorded yet.']
    : table(days, [
        { title: 'Day', cell: ({ day }) => day },
        { title: 'Free', cell: ({ freeBytes }) => formatSize(freeBytes), align: 'right' },
        {
          title: 'Taken by plans',
          cell: ({ plans }) => formatSize(plans.reduce((sum, { bytes }) => sum + bytes, 0)),
          align: 'right',
        },
      ]);
