import { displayName } from '../output/display-name.ts';
import { formatCount } from '../output/format.ts';
import { table } from '../output/table.ts';
import type { Context, Verb } from '../verb.ts';

export const repositoryList: Verb = {
  name: 'repository list',
  summary: 'Show the repositories this home knows, and how they are',
  examples: ['holdfast repository list'],
  define: (command, act) => {
    command.action(() => act(listRepositories));
  },
};

export const repositoryAdopt: Verb = {
  name: 'repository adopt',
  summary: 'Accept the drive or place where a known repository lies now',
  examples: ['holdfast repository adopt /media/new-drive/holdfast'],
  define: (command, act) => {
    command.argument('<REPOSITORY>', 'folder where the repository lies now').action((path: string) =>
      act(async ({ client, resolve, json, out }) => {
        const repository = await (await client()).repositories.adopt({ path: resolve(path) });
        if (json) await out.json(repository);
        else await out.print(`The repository is now ${displayName(repository.path)}.`);
        return 0;
      }),
    );
  },
};

async function listRepositories({ client, json, out }: Context): Promise<number> {
  const repositories = await (await client()).repositories.list();
  if (json) await out.json(repositories);
  else if (repositories.length === 0) await out.print('No repository yet. Make one with “holdfast init”.');
  else {
    await out.print(
      ...table(repositories, [
        { title: 'Repository', cell: ({ path }) => displayName(path) },
        { title: 'Plans', cell: ({ plans }) => formatCount(plans), align: 'right' },
        { title: 'Snapshots', cell: ({ snapshots }) => formatCount(snapshots), align: 'right' },
        { title: 'State', cell: ({ state, problem }) => problem ?? state },
      ]),
    );
  }
  return 0;
}
