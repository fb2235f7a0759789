import type { Service } from '../services.ts';
import type { Api } from './implementer.ts';

export function retentionApi(api: Api, retention: Service<'retention'>) {
  return api.retention.router({
    preview: api.retention.preview.handler(({ input, signal }) => retention.preview(input, signal)),
    calendar: api.retention.calendar.handler(({ input, signal }) => retention.calendar(input, signal)),
    prune: api.retention.prune.handler(({ input }) => retention.prune(input)),
  });
}
