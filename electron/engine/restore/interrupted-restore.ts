import { HoldfastError } from '#shared/errors.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';

interface Dependencies {
  readonly home: string;
  readonly catalogue: CatalogueClient;
}

/** What a restore ended with whose process died: how things stand, and what to do next, by its journal. */
export async function interruptedRestore({ home, catalogue }: Dependencies, runId: string): Promise<HoldfastError> {
  const journal = await catalogue.read.journals.find(home, runId);
  if (!journal) return new HoldfastError('restore-interrupted');
  const done = journal.state !== 'working';
  return new HoldfastError('restore-interrupted', { run: journal.runId.slice(0, 8), ...(done && { done }) });
}
