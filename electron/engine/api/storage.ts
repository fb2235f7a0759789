import type { Service } from '../services.ts';
import type { Api } from './implementer.ts';

export function storageApi(api: Api, storage: Service<'storage'>) {
  return api.storage.router({
    get: api.storage.get.handler(({ signal }) => storage.get(undefined, signal)),
    trend: api.storage.trend.handler(({ input, signal }) => storage.trend(input, signal)),
    measure: api.storage.measure.handler(({ input, signal }) => storage.measure(input, signal)),
  });
}
