import type { Service } from '../services.ts';
import type { Api } from './implementer.ts';

export function startupApi(api: Api, startup: Service<'startup'>) {
  return api.startup.router({
    get: api.startup.get.handler(({ signal }) => startup.get(undefined, signal)),
    setLogin: api.startup.setLogin.handler(({ input }) => startup.setLogin(input)),
    declineLogin: api.startup.declineLogin.handler(() => startup.declineLogin(undefined)),
    installService: api.startup.installService.handler(({ input }) => startup.installService(input)),
    removeService: api.startup.removeService.handler(() => startup.removeService(undefined)),
  });
}
