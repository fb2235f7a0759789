import { z } from 'zod';
import { repositorySchema } from '../domain/repository.ts';
import { measuredSnapshotSchema, storageSchema, storageTrendSchema } from '../domain/storage.ts';
import { base } from './base.ts';
import { startedSchema } from './runs.ts';

const path = z.object({ path: z.string() });

export const repositoriesContract = {
  list: base.route({ method: 'GET', path: '/repositories' }).output(z.array(repositorySchema)),
  /** Makes a repository in an empty or new folder. */
  create: base.route({ method: 'POST', path: '/repositories' }).input(path).output(repositorySchema),
  /** Takes an existing repository into this home, with its plans and history. */
  connect: base
    .route({ method: 'POST', path: '/repositories/connect' })
    .input(path)
    .output(z.object({ repository: repositorySchema, runId: z.string() })),
  /** Accepts the volume or place where a known repository lies now. */
  adopt: base.route({ method: 'POST', path: '/repositories/adopt' }).input(path).output(repositorySchema),
  /** Reads everything the catalogue knows of a repository (or of all) again from its disk. */
  rebuild: base
    .route({ method: 'POST', path: '/repositories/rebuild' })
    .input(z.object({ repository: z.string().optional() }))
    .output(startedSchema),
};

export const storageContract = {
  get: base.route({ method: 'GET', path: '/storage' }).output(storageSchema),
  /** How full a repository's volume was on the last days; `repository` is its id or path. */
  trend: base
    .route({ method: 'GET', path: '/storage/trend' })
    .input(z.object({ repository: z.string(), days: z.coerce.number().int().min(1).max(3660).default(90) }))
    .output(storageTrendSchema),
  /** What a snapshot takes alone and what it shares; looks at each of its files on the disk. */
  measure: base
    .route({ method: 'GET', path: '/snapshots/{snapshot}/storage' })
    .input(z.object({ snapshot: z.string() }))
    .output(measuredSnapshotSchema),
};
