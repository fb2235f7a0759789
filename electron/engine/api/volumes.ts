import type { Service } from '../services.ts';
import type { Api } from './implementer.ts';

export function volumesApi(api: Api, volumes: Service<'volumes'>) {
  return api.volumes.router({
    list: api.volumes.list.handler(({ signal }) => volumes.list(undefined, signal)),
    log: api.volumes.log.handler(({ input, signal }) => volumes.log(input, signal)),
    unmount: api.volumes.unmount.handler(({ input }) => volumes.unmount(input)),
    reserve: api.volumes.reserve.handler(({ input }) => volumes.reserve(input)),
  });
}
