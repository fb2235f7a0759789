import { openFile, requireDesktop } from '../../engine/tools/open-with-system.ts';
import { displayName } from '../output/display-name.ts';
import type { Verb } from '../verb.ts';
import { snapshotArgument } from './snapshots.ts';

export const open: Verb = {
  name: 'open',
  summary: 'Open a file of a snapshot with the system’s program, as a read-only copy',
  examples: ['holdfast open latest ~/Documents/letter.odt'],
  define: (command, act) => {
    command
      .argument('<SNAPSHOT>', snapshotArgument)
      .argument('<PATH>', 'file as it was named at the source')
      .action((snapshot: string, given: string) =>
        act(async ({ client, resolve, json, out }) => {
          const { snapshots } = await client();
          const path = resolve(given);
          // Whether the file is there matters before whether it could be shown.
          const { id } = await snapshots.get({ snapshot });
          await snapshots.entry({ snapshot: id, path });
          requireDesktop(path);
          // Opened from here: a service may not be on anybody's desktop.
          const { copy } = await snapshots.open({ snapshot: id, path, show: false });
          await openFile(copy);
          if (json) await out.json({ copy });
          else await out.print(`Opened a read-only copy: ${displayName(copy)}`);
          return 0;
        }),
      );
  },
};
