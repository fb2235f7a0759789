import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import { sweepDatabaseRestores } from '../databases/restore/sweep-database-restores.ts';
import { sweepScratch } from '../databases/scratch/sweep-scratch.ts';
import type { Ports } from '../ports.ts';
import { sweepRestores } from '../restore/sweep-restores.ts';
import { removeWorksheets } from './remove-worksheets.ts';

/** Removes what ended runs have left. What can't be removed is tried the next time, and no reason not to start. */
export interface Sweeper {
  /** Waits for what lies in the home; where restores wrote, drives may be slow or gone, and servers may not answer. */
  sweep(): Promise<void>;
  /** Once the rest of it is done, too. */
  settled(): Promise<void>;
}

interface Places {
  readonly home: string;
  readonly catalogue: CatalogueClient;
  readonly ports: Ports;
}

export function createSweeper({ home, catalogue, ports: { clock, logger } }: Places): Sweeper {
  const place = { home, catalogue, logger };
  const attempt = (what: string, removal: Promise<unknown>) =>
    removal.catch((error: unknown) => logger.error(`${what} could not be removed`, error));
  const sweepElsewhere = () =>
    Promise.all([
      attempt('what restores have left', sweepRestores(place, clock.now())),
      attempt('what test restores have left', sweepScratch(place)),
      attempt('what restores have left on servers', sweepDatabaseRestores(place, clock.now())),
    ]);
  let sweeping: Promise<unknown> = Promise.resolve();
  return {
    sweep: async () => {
      await attempt('worksheets of ended runs', removeWorksheets(home, catalogue.read.runs, clock.now()));
      sweeping = sweeping.then(sweepElsewhere);
    },
    settled: async () => void (await sweeping),
  };
}
