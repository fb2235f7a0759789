import type { Service } from '../services.ts';
import type { Api } from './implementer.ts';

export function settingsApi(api: Api, settings: Service<'settings'>) {
  return api.settings.router({
    get: api.settings.get.handler(({ signal }) => settings.get(undefined, signal)),
    set: api.settings.set.handler(({ input }) => settings.set(input)),
  });
}
