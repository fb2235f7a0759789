import type { Service } from '../services.ts';
import type { Api } from './implementer.ts';

export function secretsApi(api: Api, secrets: Service<'secrets'>) {
  return api.secrets.router({
    status: api.secrets.status.handler(({ signal }) => secrets.status(undefined, signal)),
    move: api.secrets.move.handler(({ input }) => secrets.move(input)),
    forget: api.secrets.forget.handler(({ input }) => secrets.forget(input)),
  });
}
