import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { Clock } from '../ports.ts';
import type { Destinations } from '../repository/destinations.ts';
import type { RunService } from '../runs/run-service.ts';
import type { Service } from '../services.ts';
import { createConnectionService } from './connection-service.ts';
import { createDumpQueries } from './dump-queries.ts';
import { createTestRestoreService } from './proof/test-restore-service.ts';
import { createDatabaseRestoreService } from './restore/database-restore-service.ts';

interface Dependencies {
  readonly home: string;
  readonly catalogue: CatalogueClient;
  readonly destinations: Pick<Destinations, 'check'>;
  readonly runs: Pick<RunService, 'start'>;
  readonly clock: Clock;
}

/** Everything about databases, joined from its parts. */
export const createDatabaseService = (dependencies: Dependencies): Service<'databases'> => ({
  ...createConnectionService(dependencies),
  ...createDumpQueries(dependencies),
  ...createTestRestoreService(dependencies),
  ...createDatabaseRestoreService(dependencies),
});
