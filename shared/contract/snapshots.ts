import { z } from 'zod';
import { damageSchema } from '../domain/damage.ts';
import { differenceSchema, entrySchema, previewContentSchema, snapshotSchema } from '../domain/snapshot.ts';
import { base, page, pageInput } from './base.ts';
import { findingContract } from './finding.ts';
import { startedSchema } from './runs.ts';

/** `snapshot` is an id, a unique prefix of one, a name, `latest` or `PLAN/latest`. */
const snapshot = z.object({ snapshot: z.string() });
const within = snapshot.extend({ path: z.string() });

export const snapshotsContract = {
  /** Newest first. */
  list: base
    .route({ method: 'GET', path: '/snapshots' })
    .input(z.object({ plan: z.string().optional() }))
    .output(z.array(snapshotSchema)),
  get: base.route({ method: 'GET', path: '/snapshots/{snapshot}' }).input(snapshot).output(snapshotSchema),
  /** What a folder held: folders first, then by name. `/` or an ancestor of the plan's folders works too. */
  folder: base
    .route({ method: 'GET', path: '/snapshots/{snapshot}/entries' })
    .input(within.extend(pageInput))
    .output(page(entrySchema)),
  entry: base.route({ method: 'GET', path: '/snapshots/{snapshot}/entry' }).input(within).output(entrySchema),
  ...findingContract,
  /** What differs from `snapshot` to `other`, by name: a folder before what it holds. */
  diff: base
    .route({ method: 'GET', path: '/snapshots/{snapshot}/diff/{other}' })
    .input(snapshot.extend({ other: z.string(), path: z.string().default('/'), ...pageInput }))
    .output(page(differenceSchema)),
  /** Absolute path of a file or folder inside the repository, to read it there. Never write to it. */
  locate: base
    .route({ method: 'GET', path: '/snapshots/{snapshot}/location' })
    .input(within)
    .output(z.object({ path: z.string() })),
  /** Text (first 256 KB) or a picture (up to 8 MB) to look at. */
  content: base
    .route({ method: 'GET', path: '/snapshots/{snapshot}/content' })
    .input(within)
    .output(previewContentSchema),
  pin: base
    .route({ method: 'PUT', path: '/snapshots/{snapshot}/pin' })
    .input(snapshot.extend({ pinned: z.boolean() }))
    .output(snapshotSchema),
  /** Deletes one snapshot; fails with `confirmation-needed` and the phrase until `confirm` holds it. */
  remove: base
    .route({ method: 'DELETE', path: '/snapshots/{snapshot}' })
    .input(snapshot.extend({ confirm: z.string().optional() }))
    .output(startedSchema),
  /** The same for several snapshots of one plan, at once: one phrase, one run. */
  removeSeveral: base
    .route({ method: 'POST', path: '/snapshots/delete' })
    .input(z.object({ snapshots: z.array(z.string()).min(1).max(1000), confirm: z.string().optional() }))
    .output(startedSchema),
  /** Reads snapshots and compares every sum: one, those of a plan, or all. */
  verify: base
    .route({ method: 'POST', path: '/snapshots/verify' })
    .input(z.object({ snapshot: z.string().optional(), plan: z.string().optional() }))
    .output(startedSchema),
  /** What checks found damaged or missing in a snapshot, at a path and below it, by path; `/` also gives its own lists. */
  damage: base
    .route({ method: 'GET', path: '/snapshots/{snapshot}/damage' })
    .input(snapshot.extend({ path: z.string().default('/'), ...pageInput }))
    .output(page(damageSchema)),
  /**
   * Mends what checks found damaged: in one snapshot, those of a plan, or all. The same content is taken from another
   * snapshot or from the source. A dry run only tells what could be done.
   */
  repair: base
    .route({ method: 'POST', path: '/snapshots/repair' })
    .input(
      z.object({ snapshot: z.string().optional(), plan: z.string().optional(), dryRun: z.boolean().default(false) }),
    )
    .output(startedSchema),
};
