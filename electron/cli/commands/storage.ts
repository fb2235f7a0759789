import type { Storage } from '#shared/domain/repository.ts';
import { displayName } from '../output/display-name.ts';
import { formatCount, formatSize } from '../output/format.ts';
import { table } from '../output/table.ts';
import type { Verb } from '../verb.ts';

export const storage: Verb = {
  name: 'storage',
  summary: 'Show what repositories and plans take, and what is free',
  examples: ['holdfast storage'],
  define: (command, act) => {
    command.action(() =>
      act(async ({ client, json, out }) => {
        const report = await (await client()).storage.get();
        if (json) await out.json(report);
        else if (report.repositories.length === 0) await out.print('No repository yet. Make one with “holdfast init”.');
        else await out.print(...report.repositories.flatMap(describeRepository));
        return 0;
      }),
    );
  },
};

function describeRepository({ repository, freeBytes, totalBytes, plans }: Storage['repositories'][number]): string[] {
  const space =
    freeBytes === null || totalBytes === null
      ? (repository.problem ?? 'not there now')
      : `${formatSize(freeBytes)} free of ${formatSize(totalBytes)}`;
  const rows = table(plans, [
    { title: 'Plan', cell: ({ planName }) => displayName(planName) },
    { title: 'Snapshots', cell: ({ snapshots }) => formatCount(snapshots), align: 'right' },
    { title: 'All versions', cell: ({ bytes }) => formatSize(bytes), align: 'right' },
    { title: 'Dumps of them', cell: ({ dumpBytes }) => formatSize(dumpBytes), align: 'right' },
    { title: 'Newest', cell: ({ newestBytes }) => formatSize(newestBytes), align: 'right' },
  ]);
  return [`${displayName(repository.path)}: ${space}`, ...(plans.length > 0 ? rows.map((row) => `  ${row}`) : [])];
}
