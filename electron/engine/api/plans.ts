import type { Service } from '../services.ts';
import type { Api, ReportInternal } from './implementer.ts';
import { stream } from './stream.ts';

export function plansApi(api: Api, plans: Service<'plans'>, reportInternal: ReportInternal) {
  return api.plans.router({
    list: api.plans.list.handler(({ signal }) => plans.list(undefined, signal)),
    get: api.plans.get.handler(({ input, signal }) => plans.get(input, signal)),
    create: api.plans.create.handler(({ input }) => plans.create(input)),
    edit: api.plans.edit.handler(({ input }) => plans.edit(input)),
    remove: api.plans.remove.handler(({ input }) => plans.remove(input)),
    tryHook: api.plans.tryHook.handler(({ input, signal }) => plans.tryHook(input, signal)),
    preview: api.plans.preview.handler(({ input, signal }) =>
      stream({ start: (ended) => plans.preview(input, ended), signal, reportInternal }),
    ),
  });
}
