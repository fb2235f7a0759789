import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { newVersionSchema } from '../domain/new-version.ts';
import { foundRepositorySchema, volumeSchema } from '../domain/repository.ts';
import { changeEventSchema, doctorSchema, folderSchema, systemStatusSchema } from '../domain/system.ts';
import { base } from './base.ts';

export const systemContract = {
  status: base.route({ method: 'GET', path: '/status', summary: 'Which engine this is' }).output(systemStatusSchema),
  doctor: base
    .route({ method: 'GET', path: '/status/doctor', summary: 'Programs found and state of home and repositories' })
    .output(doctorSchema),
  newVersion: base
    .route({ method: 'GET', path: '/status/new-version', summary: 'Whether there is a newer Holdfast, as last asked' })
    .output(newVersionSchema),
  /** Yields whenever plans, runs, snapshots, repositories or settings changed. */
  changes: base
    .route({ method: 'GET', path: '/status/changes', summary: 'Stream of what changed' })
    .output(eventIterator(changeEventSchema)),
  folders: base
    .route({ method: 'GET', path: '/status/folders', summary: 'Folders of this computer, for choosing' })
    .input(z.object({ path: z.string() }))
    .output(z.object({ path: z.string(), parent: z.string().nullable(), folders: z.array(folderSchema) })),
  /** Well-known folders of the user that exist (Documents, Pictures, …). */
  suggestions: base
    .route({ method: 'GET', path: '/status/suggestions', summary: 'Folders worth protecting' })
    .output(z.array(folderSchema)),
  volumes: base
    .route({ method: 'GET', path: '/status/volumes', summary: 'Mounted volumes that can hold a repository' })
    .output(z.array(volumeSchema)),
  /** At the top of each volume and in the folders there; on the system's own volume, in the user's home. */
  repositories: base
    .route({ method: 'GET', path: '/status/repositories', summary: 'Repositories found on the mounted volumes' })
    .output(z.array(foundRepositorySchema)),
};
