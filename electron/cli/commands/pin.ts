import { displayName } from '../output/display-name.ts';
import type { Context, Verb } from '../verb.ts';
import { snapshotArgument } from './snapshots.ts';

export const pin: Verb = {
  name: 'pin',
  summary: 'Keep a snapshot until it is unpinned',
  examples: ['holdfast pin Home/latest'],
  define: (command, act) => {
    command
      .argument('<SNAPSHOT>', snapshotArgument)
      .action((snapshot: string) => act((context) => setPinned(context, snapshot, true)));
  },
};

export const unpin: Verb = {
  name: 'unpin',
  summary: 'Let a pinned snapshot be deleted again',
  examples: ['holdfast unpin 3f2a91c4'],
  define: (command, act) => {
    command
      .argument('<SNAPSHOT>', snapshotArgument)
      .action((snapshot: string) => act((context) => setPinned(context, snapshot, false)));
  },
};

async function setPinned({ client, json, out }: Context, reference: string, pinned: boolean): Promise<number> {
  const snapshot = await (await client()).snapshots.pin({ snapshot: reference, pinned });
  if (json) await out.json(snapshot);
  else
    await out.print(
      `${displayName(`${snapshot.planName}/${snapshot.name}`)} is ${pinned ? 'pinned' : 'no longer pinned'}.`,
    );
  return 0;
}
