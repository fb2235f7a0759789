import type { Service } from '../services.ts';
import type { Api } from './implementer.ts';

/** The handlers of what `shared/contract/restore-undo.ts` adds to the restores. */
export function restoreUndoApi({ restores: api }: Pick<Api, 'restores'>, restores: Service<'restores'>) {
  return {
    status: api.status.handler(({ input, signal }) => restores.status(input, signal)),
    undoPreview: api.undoPreview.handler(({ input, signal }) => restores.undoPreview(input, signal)),
    undo: api.undo.handler(({ input }) => restores.undo(input)),
    finish: api.finish.handler(({ input }) => restores.finish(input)),
  };
}
