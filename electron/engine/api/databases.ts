import type { Service } from '../services.ts';
import type { Api } from './implementer.ts';

export function databasesApi(api: Api, databases: Service<'databases'>) {
  return api.databases.router({
    test: api.databases.test.handler(({ input, signal }) => databases.test(input, signal)),
  });
}
