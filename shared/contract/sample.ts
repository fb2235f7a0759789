import { z } from 'zod';
import { sampleStatusSchema } from '../domain/sample.ts';
import { base } from './base.ts';

/** Sample data to try Holdfast with: a folder, a database where PostgreSQL is there, a plan, and a few real backups. */
export const sampleContract = {
  status: base.route({ method: 'GET', path: '/sample' }).output(sampleStatusSchema),
  /**
   * Makes it, which takes some seconds, and answers once it is there; `status` tells meanwhile how far it is. What an earlier
   * try left is removed first. Fails with `sample-exists`, `sample-busy`, `sample-foreign`, with `cancelled` where it is removed
   * meanwhile, or with what a backup fails with; then nothing of it stays.
   */
  create: base
    .route({ method: 'POST', path: '/sample' })
    .input(z.object({ name: z.string().trim().min(1).max(100).default('Sample data') }))
    .output(sampleStatusSchema),
  /**
   * Removes all of it: plan, snapshots, repository, files and database; also while it is being made, or while a run of it goes
   * on, which is cancelled. Nothing is done where there is none. Fails with `sample-in-use` where another plan's snapshots lie in
   * its repository, with `sample-foreign` where the folder is not Holdfast's.
   */
  remove: base.route({ method: 'DELETE', path: '/sample' }).output(sampleStatusSchema),
};
