import { displayName } from '../output/display-name.ts';
import type { Verb } from '../verb.ts';

export const demo: Verb = {
  name: 'demo',
  summary: 'Show what Holdfast does, on made-up files and a database of its own; leaves nothing behind',
  examples: ['holdfast demo', 'holdfast demo --keep', 'holdfast demo --json'],
  define: (command, act) => {
    command
      .option('--keep', 'leave it there to look around, and say how to remove it')
      .action(({ keep = false }: { keep?: boolean }) =>
        act(async (context) => {
          const { runDemo } = await import('../demo/run-demo.ts');
          return runDemo(context, { keep });
        }),
      );
  },
};

export const demoRemove: Verb = {
  name: 'demo remove',
  summary: 'Remove a demonstration that was kept',
  examples: ['holdfast demo remove', 'holdfast demo remove /tmp/holdfast-demo-k2j4xq'],
  define: (command, act) => {
    command.argument('[FOLDER]', 'the demonstration; all that were kept when left out').action((given?: string) =>
      act(async ({ json, out, resolve }) => {
        const { keptDemos, removeDemo } = await import('../demo/demo-place.ts');
        const folders = given === undefined ? keptDemos() : [resolve(given)];
        for (const folder of folders) await removeDemo(folder);
        if (json) await out.json({ removed: folders });
        else if (folders.length === 0) await out.print('No demonstration was kept.');
        else await out.print(...folders.map((folder) => `Removed ${displayName(folder)}.`));
        return 0;
      }),
    );
  },
};
