import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { Service } from '../services.ts';
import { createConnectionService } from './connection-service.ts';

interface Dependencies {
  readonly home: string;
  readonly catalogue: CatalogueClient;
}

/** Everything about databases, joined from its parts. */
export const createDatabaseService = (dependencies: Dependencies): Service<'databases'> => ({
  ...createConnectionService(dependencies),
});
