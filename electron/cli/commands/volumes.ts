import type { VolumeStatus } from '#shared/domain/volume.ts';
import { HoldfastError } from '#shared/errors.ts';
import { parseLimit } from '../choices.ts';
import { describeVolume, volumeLogTable } from '../output/describe-volumes.ts';
import { displayName } from '../output/display-name.ts';
import { formatSize } from '../output/format.ts';
import { parseSize } from '../parse-size.ts';
import type { Context, Verb } from '../verb.ts';

export const volumes: Verb = {
  name: 'volumes',
  summary: 'Show the drives of the repositories, and what was decided when they appeared',
  examples: ['holdfast volumes', 'holdfast volumes --log 50'],
  define: (command, act) => {
    command
      .option('--log [N]', 'show what was decided the last N times (else 20) that a drive appeared')
      .action(({ log }: { log?: string | true }) =>
        act((context) =>
          log === undefined ? listVolumes(context) : listEvents(context, log === true ? 20 : parseLimit(log)),
        ),
      );
  },
};

export const volumesUnmount: Verb = {
  name: 'volumes unmount',
  summary: 'Let go of the drive of a repository, so that it can be unplugged',
  examples: ['holdfast volumes unmount /media/backup/holdfast'],
  define: (command, act) => {
    command.argument('<REPOSITORY>', 'folder or id of the repository').action((repository: string) =>
      act(async (context) => {
        const { client, json, out } = context;
        const status = await (await client()).volumes.unmount({ repository: placeOf(context, repository) });
        if (json) await out.json(status);
        else await out.print(`${nameOf(status)} was unmounted and can be unplugged.`);
        return 0;
      }),
    );
  },
};

export const volumesReserve: Verb = {
  name: 'volumes reserve',
  summary: 'Say how much runs leave free on the drive of a repository',
  examples: [
    'holdfast volumes reserve /media/backup/holdfast 20G',
    'holdfast volumes reserve /media/backup/holdfast usual',
  ],
  define: (command, act) => {
    command
      .argument('<REPOSITORY>', 'folder or id of the repository')
      .argument('<SIZE>', 'such as 500M or 20G; “usual”: as the settings say')
      .action((repository: string, size: string) =>
        act(async (context) => {
          const { client, json, out } = context;
          const keepFreeBytes = size === 'usual' ? null : parseSize(size);
          const place = placeOf(context, repository);
          const status = await (await client()).volumes.reserve({ repository: place, keepFreeBytes });
          if (json) await out.json(status);
          else await out.print(`Runs leave ${formatSize(status.keepFreeBytes)} free on ${nameOf(status)}.`);
          return 0;
        }),
      );
  },
};

async function listVolumes({ client, json, out }: Context): Promise<number> {
  const found = await (await client()).volumes.list();
  if (json) await out.json(found);
  else if (found.length === 0) await out.print('No repository yet. Make one with “holdfast init”.');
  else {
    const now = Date.now();
    await out.print(...found.flatMap((status, at) => [...(at > 0 ? [''] : []), ...describeVolume(status, now)]));
  }
  return 0;
}

async function listEvents({ client, json, out }: Context, limit: number): Promise<number> {
  const { items } = await (await client()).volumes.log({ limit: Math.min(limit, 1000) });
  if (json) await out.json(items);
  else await out.print(...(items.length === 0 ? [nothing] : volumeLogTable(items)));
  return 0;
}

const nothing =
  'No drive has appeared yet while Holdfast was watching. It watches while the window or “holdfast serve” is open.';

/** What looks like an id is one; anything else is a path. */
function placeOf({ resolve }: Context, repository: string): string {
  if (repository === '')
    throw new HoldfastError('invalid-input', { reason: 'Say which repository: its folder or its id.' });
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(repository) ? repository : resolve(repository);
}

const nameOf = ({ volume, repository }: VolumeStatus): string => displayName(volume?.name ?? repository.path);
