import type { Service } from '../services.ts';
import type { Api } from './implementer.ts';

export function unusualApi(api: Api, unusual: Service<'unusual'>) {
  return api.unusual.router({
    list: api.unusual.list.handler(({ signal }) => unusual.list(undefined, signal)),
    details: api.unusual.details.handler(({ input, signal }) => unusual.details(input, signal)),
    answer: api.unusual.answer.handler(({ input }) => unusual.answer(input)),
  });
}
