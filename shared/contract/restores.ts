import { z } from 'zod';
import { restoreActions, restoreItemSchema, restorePreviewSchema, restoreRequestSchema } from '../domain/restore.ts';
import { base, page, pageInput } from './base.ts';
import { startedSchema } from './runs.ts';

export const restoresContract = {
  /** The dry run: what the restore would create, overwrite and delete. Changes nothing. */
  preview: base
    .route({ method: 'POST', path: '/restores/preview' })
    .input(restoreRequestSchema)
    .output(restorePreviewSchema),
  /** The items of a preview, by path. */
  items: base
    .route({ method: 'GET', path: '/restores/{preview}/items' })
    .input(z.object({ preview: z.string(), action: z.enum(restoreActions).optional(), ...pageInput }))
    .output(page(restoreItemSchema)),
  /** Restores; fails with `confirmation-needed` and the phrase until `confirm` holds it. */
  start: base
    .route({ method: 'POST', path: '/restores' })
    .input(restoreRequestSchema.extend({ confirm: z.string().optional() }))
    .output(startedSchema),
};
