import type { Service } from '../services.ts';
import type { Api } from './implementer.ts';

export function repositoriesApi(api: Api, repositories: Service<'repositories'>) {
  return api.repositories.router({
    list: api.repositories.list.handler(({ signal }) => repositories.list(undefined, signal)),
    create: api.repositories.create.handler(({ input }) => repositories.create(input)),
    connect: api.repositories.connect.handler(({ input }) => repositories.connect(input)),
    adopt: api.repositories.adopt.handler(({ input }) => repositories.adopt(input)),
    rebuild: api.repositories.rebuild.handler(({ input }) => repositories.rebuild(input)),
  });
}
