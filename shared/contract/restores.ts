import { z } from 'zod';
import { restoreActions, restoreItemSchema, restorePreviewSchema, restoreRequestSchema } from '../domain/restore.ts';
import { base, page, pageInput } from './base.ts';
import { restoreUndoContract } from './restore-undo.ts';
import { startedSchema } from './runs.ts';

const itemsInput = z.object({
  preview: z.string(),
  action: z.enum(restoreActions).optional(),
  /** Part of a path, in any case of letters. */
  match: z.string().optional(),
  ...pageInput,
});

export const restoresContract = {
  /**
   * The dry run: what the restore would create, put beside, overwrite, change and delete. Changes nothing. Answers within
   * a second; where `complete` is false it goes on, see `previewed`.
   */
  preview: base
    .route({ method: 'POST', path: '/restores/previews' })
    .input(restoreRequestSchema)
    .output(restorePreviewSchema),
  /** How far a preview has come; waits up to a second for it to be complete. */
  previewed: base
    .route({ method: 'GET', path: '/restores/previews/{preview}' })
    .input(z.object({ preview: z.string() }))
    .output(restorePreviewSchema),
  /** Ends a preview that nobody waits for any more; its items are gone then. */
  dropPreview: base
    .route({ method: 'DELETE', path: '/restores/previews/{preview}' })
    .input(z.object({ preview: z.string() }))
    .output(z.void()),
  /** The items of a preview, by path; those found so far while it is not complete. */
  items: base
    .route({ method: 'GET', path: '/restores/previews/{preview}/items' })
    .input(itemsInput)
    .output(page(restoreItemSchema)),
  /**
   * Restores; fails with `confirmation-needed`, the phrase and what would be lost until `confirm` holds the phrase. What
   * differs from the preview it was confirmed by when it starts fails it with `restore-changed`, before anything is touched.
   */
  start: base
    .route({ method: 'POST', path: '/restores' })
    .input(restoreRequestSchema.extend({ confirm: z.string().optional() }))
    .output(startedSchema),
  /** Shows the folder that a restore wrote into, in the system's file manager, on the engine's own computer and desktop. */
  openFolder: base
    .route({ method: 'POST', path: '/restores/{restore}/folder' })
    .input(z.object({ restore: z.string() }))
    .output(z.void()),
  ...restoreUndoContract,
};
