import { z } from 'zod';
import { restorePreviewSchema } from '../domain/restore.ts';
import { restoreStatusSchema } from '../domain/restore-status.ts';
import { base } from './base.ts';
import { startedSchema } from './runs.ts';

/**
 * Id of a restore's run, or a unique prefix of it; that of a run that went on with the restore will do. Also its safety
 * snapshot, by id, prefix, name or `PLAN/NAME`: then the run need not be listed here.
 */
const restore = z.object({ restore: z.string() });

/** What can be done about a restore that has been made or was cut off. */
export const restoreUndoContract = {
  status: base.route({ method: 'GET', path: '/restores/{restore}' }).input(restore).output(restoreStatusSchema),
  /** The dry run of an undo, as of any restore; what was changed since the restore counts as newer. */
  undoPreview: base
    .route({ method: 'POST', path: '/restores/{restore}/undo/preview' })
    .input(restore)
    .output(restorePreviewSchema),
  /**
   * Takes a restore back, also one that was cut off; an undo can be undone. Fails with `not-undoable`, and with
   * `confirmation-needed` and the phrase until `confirm` holds it.
   */
  undo: base
    .route({ method: 'POST', path: '/restores/{restore}/undo' })
    .input(restore.extend({ confirm: z.string().optional() }))
    .output(startedSchema),
  /** Does what is left of a restore that was cut off, or left things out. Fails with `not-finishable`. */
  finish: base.route({ method: 'POST', path: '/restores/{restore}/finish' }).input(restore).output(startedSchema),
};
