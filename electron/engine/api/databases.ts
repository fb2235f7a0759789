import type { Service } from '../services.ts';
import type { Api } from './implementer.ts';

export function databasesApi(api: Api, databases: Service<'databases'>) {
  return api.databases.router({
    test: api.databases.test.handler(({ input, signal }) => databases.test(input, signal)),
    dumps: api.databases.dumps.handler(({ input, signal }) => databases.dumps(input, signal)),
    dump: api.databases.dump.handler(({ input, signal }) => databases.dump(input, signal)),
    tables: api.databases.tables.handler(({ input, signal }) => databases.tables(input, signal)),
    growth: api.databases.growth.handler(({ input, signal }) => databases.growth(input, signal)),
    restorePreview: api.databases.restorePreview.handler(({ input, signal }) =>
      databases.restorePreview(input, signal),
    ),
    restore: api.databases.restore.handler(({ input, signal }) => databases.restore(input, signal)),
    undoRestorePreview: api.databases.undoRestorePreview.handler(({ input, signal }) =>
      databases.undoRestorePreview(input, signal),
    ),
    undoRestore: api.databases.undoRestore.handler(({ input, signal }) => databases.undoRestore(input, signal)),
    testRestore: api.databases.testRestore.handler(({ input }) => databases.testRestore(input)),
  });
}
