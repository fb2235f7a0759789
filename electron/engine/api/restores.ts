import type { Service } from '../services.ts';
import type { Api } from './implementer.ts';
import { restoreUndoApi } from './restore-undo.ts';

export function restoresApi(api: Api, restores: Service<'restores'>) {
  return api.restores.router({
    preview: api.restores.preview.handler(({ input, signal }) => restores.preview(input, signal)),
    previewed: api.restores.previewed.handler(({ input }) => restores.previewed(input)),
    dropPreview: api.restores.dropPreview.handler(({ input }) => restores.dropPreview(input)),
    items: api.restores.items.handler(({ input, signal }) => restores.items(input, signal)),
    start: api.restores.start.handler(({ input }) => restores.start(input)),
    openFolder: api.restores.openFolder.handler(({ input }) => restores.openFolder(input)),
    ...restoreUndoApi(api, restores),
  });
}
