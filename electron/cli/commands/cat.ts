import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { HoldfastClient } from '#shared/contract/index.ts';
import { encodePathText } from '#shared/domain/path-text.ts';
import { HoldfastError } from '#shared/errors.ts';
import { destinationError, errorCodeOf } from '../../engine/repository/destination-error.ts';
import { exitDamaged, exitDone } from '../exit-codes.ts';
import { knownDamage } from '../known-damage.ts';
import { displayName } from '../output/display-name.ts';
import type { Context, Verb } from '../verb.ts';
import { snapshotArgument } from './snapshots.ts';

export const cat: Verb = {
  name: 'cat',
  summary: 'Write the content of a file in a snapshot to standard output',
  examples: ['holdfast cat latest ~/Documents/letter.txt > letter-as-it-was.txt'],
  define: (command, act) => {
    command
      .argument('<SNAPSHOT>', snapshotArgument)
      .argument('<PATH>', 'file as it was named at the source')
      .action((snapshot: string, path: string) => act((context) => writeContent(context, snapshot, path)));
  },
};

async function writeContent(context: Context, reference: string, given: string): Promise<number> {
  const client = await context.client();
  const { snapshots } = client;
  const path = context.resolve(given);
  const entry = await snapshots.entry({ snapshot: reference, path });
  if (entry.type !== 'file') {
    throw new HoldfastError('invalid-input', {
      reason: `${given} is a ${entry.type} in that snapshot; only a file has content to write.`,
    });
  }
  const { path: location } = await snapshots.locate({ snapshot: reference, path });
  // A link in the repository's place would lead out of the snapshot, to the file as it is today.
  const place = Buffer.from(encodePathText(location));
  const file = await open(place, constants.O_RDONLY | constants.O_NOFOLLOW).catch((error: unknown) => {
    throw explain(error, path, location);
  });
  try {
    for await (const chunk of file.createReadStream({ highWaterMark: 1 << 18 })) {
      if (!context.out.open()) break;
      await context.out.bytes(chunk);
    }
  } finally {
    await file.close();
  }
  return tellDamage(context, client, reference, path);
}

/** What was written is not what was backed up: whoever reads it must know. */
async function tellDamage(context: Context, client: HoldfastClient, reference: string, path: string): Promise<number> {
  const snapshot = await client.snapshots.get({ snapshot: reference });
  const damage = (await knownDamage(client, snapshot, path)).get(path);
  if (damage === undefined) return exitDone;
  const sentence = `warning: ${displayName(path)} is damaged in the snapshot ${snapshot.name}: ${damage.reason}`;
  context.out.note(`${sentence}; see “holdfast repair ${snapshot.name} --dry-run”`);
  return exitDamaged;
}

/** The repository is there, as the engine has just seen; the snapshot or the file may not be. */
function explain(error: unknown, path: string, location: string): HoldfastError {
  const code = errorCodeOf(error);
  if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'ELOOP') return destinationError(error, location);
  return new HoldfastError('path-not-found', { path, where: 'the files of that snapshot any more' }, error);
}
