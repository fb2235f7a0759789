import { z } from 'zod';
import {
  differenceSchema,
  entrySchema,
  foundSchema,
  previewContentSchema,
  snapshotSchema,
  versionSchema,
} from '../domain/snapshot.ts';
import { base, page, pageInput } from './base.ts';
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
  /**
   * Names that hold the text, or fit it as a pattern with * and ?, over all snapshots; each path once per version. Names that
   * are the text come first, then those that begin with it.
   */
  find: base
    .route({ method: 'GET', path: '/snapshots/find' })
    .input(z.object({ pattern: z.string().min(1), plan: z.string().optional(), ...pageInput }))
    .output(page(foundSchema)),
  /** All versions of one path, newest first. */
  history: base
    .route({ method: 'GET', path: '/snapshots/history' })
    .input(z.object({ path: z.string(), plan: z.string().optional() }))
    .output(z.array(versionSchema)),
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
};
