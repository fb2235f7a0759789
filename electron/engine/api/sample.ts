import type { Service } from '../services.ts';
import type { Api } from './implementer.ts';

export function sampleApi(api: Api, sample: Service<'sample'>) {
  return api.sample.router({
    status: api.sample.status.handler(({ signal }) => sample.status(undefined, signal)),
    create: api.sample.create.handler(({ input }) => sample.create(input)),
    remove: api.sample.remove.handler(() => sample.remove(undefined)),
  });
}
