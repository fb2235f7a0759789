import type { Service } from '../services.ts';
import type { Api, ReportInternal } from './implementer.ts';
import { stream } from './stream.ts';

export function notificationsApi(api: Api, notifications: Service<'notifications'>, reportInternal: ReportInternal) {
  return api.notifications.router({
    get: api.notifications.get.handler(({ signal }) => notifications.get(undefined, signal)),
    add: api.notifications.add.handler(({ input }) => notifications.add(input)),
    change: api.notifications.change.handler(({ input }) => notifications.change(input)),
    remove: api.notifications.remove.handler(({ input }) => notifications.remove(input)),
    test: api.notifications.test.handler(({ input }) => notifications.test(input)),
    log: api.notifications.log.handler(({ input, signal }) => notifications.log(input, signal)),
    retry: api.notifications.retry.handler(({ input }) => notifications.retry(input)),
    shown: api.notifications.shown.handler(({ signal }) =>
      stream({ start: (ended) => notifications.shown(undefined, ended), signal, reportInternal }),
    ),
  });
}
