import { displayName } from '../output/display-name.ts';
import type { Verb } from '../verb.ts';

export const init: Verb = {
  name: 'init',
  summary: 'Make a repository in an empty or new folder',
  examples: ['holdfast init /media/backup/holdfast'],
  define: (command, act) => {
    command.argument('<REPOSITORY>', 'folder on the drive that will hold the snapshots').action((path: string) =>
      act(async ({ client, resolve, json, out }) => {
        const repository = await (await client()).repositories.create({ path: resolve(path) });
        if (json) await out.json(repository);
        else
          await out.print(
            `Made a repository in ${displayName(repository.path)}.`,
            'Next: holdfast plan add NAME --repository … --folder …',
          );
        return 0;
      }),
    );
  },
};
