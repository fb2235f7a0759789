import type { Service } from '../services.ts';
import type { Api, ReportInternal } from './implementer.ts';
import { stream } from './stream.ts';

export function runsApi(api: Api, runs: Service<'runs'>, reportInternal: ReportInternal) {
  return api.runs.router({
    backup: api.runs.backup.handler(({ input }) => runs.backup(input)),
    list: api.runs.list.handler(({ input, signal }) => runs.list(input, signal)),
    get: api.runs.get.handler(({ input, signal }) => runs.get(input, signal)),
    log: api.runs.log.handler(({ input, signal }) => runs.log(input, signal)),
    cancel: api.runs.cancel.handler(({ input }) => runs.cancel(input)),
    watch: api.runs.watch.handler(({ input, signal }) =>
      stream({ start: (ended) => runs.watch(input, ended), signal, reportInternal }),
    ),
  });
}
