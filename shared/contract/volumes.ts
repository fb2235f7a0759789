import { z } from 'zod';
import { countSchema } from '../domain/primitives.ts';
import { volumeEventSchema, volumeStatusSchema } from '../domain/volume.ts';
import { base, page, pageInput } from './base.ts';

/** Id or path of a repository. */
const repository = z.object({ repository: z.string() });

/** The drives that repositories lie on. What a plan does with its drive is set with the plan (`drive`). */
export const volumesContract = {
  /** Each repository with its volume: name, UUID, place, room, and since when it has been there. */
  list: base.route({ method: 'GET', path: '/volumes' }).output(z.array(volumeStatusSchema)),
  /** The decision log: what was decided when a volume appeared, and what became of letting go of it. Newest first. */
  log: base
    .route({ method: 'GET', path: '/volumes/log' })
    .input(z.object({ repository: z.string().optional(), ...pageInput }))
    .output(page(volumeEventSchema)),
  /** Lets go of a repository's volume, so that it can be unplugged. Refused while a run of one of its plans is going on. */
  unmount: base.route({ method: 'POST', path: '/volumes/unmount' }).input(repository).output(volumeStatusSchema),
  /** How much runs leave free on a repository's volume; null: as the settings say. */
  reserve: base
    .route({ method: 'POST', path: '/volumes/reserve' })
    .input(repository.extend({ keepFreeBytes: countSchema.nullable() }))
    .output(volumeStatusSchema),
};
