import { z } from 'zod';
import {
  deletedSchema,
  foundStates,
  historyVersionSchema,
  sideSchema,
  textComparisonSchema,
} from '../domain/finding.ts';
import { countSchema, instantSchema } from '../domain/primitives.ts';
import { foundSchema, previewContentSchema } from '../domain/snapshot.ts';
import { base, page, pageInput } from './base.ts';

const bytes = z.coerce.number().pipe(countSchema);

/** The part of `snapshots` that finds a file and its right version. */
export const findingContract = {
  /**
   * Names that hold the text, or fit it as a pattern with * and ?, over all snapshots; each path once per version. Names that
   * are the text come first, then those that begin with it. With filters a page may hold fewer than `limit`, or nothing,
   * though others follow: as long as `next` is not null, go on.
   */
  find: base
    .route({ method: 'GET', path: '/snapshots/find' })
    .input(
      z.object({
        pattern: z.string().min(1),
        plan: z.string().optional(),
        /** Versions held at some time between these two. */
        since: instantSchema.optional(),
        until: instantSchema.optional(),
        /** Files of at least and at most so many bytes; nothing else then. */
        minSize: bytes.optional(),
        maxSize: bytes.optional(),
        /** Whether the plan's newest snapshot holds the path. */
        state: z.enum(foundStates).default('any'),
        ...pageInput,
      }),
    )
    .output(page(foundSchema)),
  /** All versions of one path, over all plans or in one, newest first. */
  history: base
    .route({ method: 'GET', path: '/snapshots/history' })
    .input(z.object({ path: z.string(), plan: z.string().optional() }))
    .output(z.array(historyVersionSchema)),
  /**
   * What differs in a file between two snapshots (of any plans), or between one and the file as it is on this computer
   * now: line by line for texts of up to 1 MB. For pictures only that they differ: see `content` and `presentContent`.
   */
  compareText: base
    .route({ method: 'GET', path: '/snapshots/compare' })
    .input(z.object({ path: z.string(), from: sideSchema, to: sideSchema }))
    .output(textComparisonSchema),
  /** What `content` shows, of the file as it is on this computer now. A snapshot of the plan must have held the path. */
  presentContent: base
    .route({ method: 'GET', path: '/snapshots/present' })
    .input(z.object({ plan: z.string(), path: z.string() }))
    .output(previewContentSchema),
  /**
   * What snapshots held in a folder and below it that is not there now: a folder that is gone stands for what it held.
   * What the newest snapshot holds but the folder on this computer does not comes first (only what lay in the folder
   * itself), then what was gone before, by when it was last there. With `snapshot` only what that one held. A page may be
   * short or empty though others follow. To bring one back: a restore of its `lastSnapshot` in place; to bring back all
   * that one snapshot held: a restore of the folder from it with `only.missing`.
   */
  deletedIn: base
    .route({ method: 'GET', path: '/snapshots/deleted' })
    .input(z.object({ plan: z.string(), path: z.string(), snapshot: z.string().optional(), ...pageInput }))
    .output(page(deletedSchema)),
  /**
   * Copies a file to a read-only temporary file, which is removed after a day, and opens it with the system's program for
   * it, on the engine's own computer and desktop. Without `show` it is only copied.
   */
  open: base
    .route({ method: 'POST', path: '/snapshots/{snapshot}/open' })
    .input(z.object({ snapshot: z.string(), path: z.string(), show: z.boolean().default(true) }))
    .output(z.object({ copy: z.string() })),
};
