import type { DatabaseDraft } from '#shared/domain/database.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import { planDatabases } from '../plans/plan-databases.ts';
import { createSecretStore, databaseSecret } from '../secrets/secret-store.ts';
import type { Service } from '../services.ts';
import { testConnection } from './test-connection.ts';

interface Dependencies {
  readonly home: string;
  readonly catalogue: CatalogueClient;
}

/** Asks servers what they hold and allow. */
export const createConnectionService = (dependencies: Dependencies): Pick<Service<'databases'>, 'test'> => ({
  test: async ({ source: draft, plan }, signal) => {
    const { password, id: _, ...fields } = draft;
    // Refused as a plan with it would be.
    planDatabases([fields]);
    const kept = password === undefined && plan !== undefined ? await keptPassword(plan, draft, dependencies) : null;
    return testConnection({ source: fields, password: password ?? kept, signal });
  },
});

/** Of the plan's source with the draft's id or, where it has none, its label. */
async function keptPassword(
  idOrName: string,
  draft: DatabaseDraft,
  { home, catalogue }: Dependencies,
): Promise<string | null> {
  const row = await catalogue.read.plans.find(idOrName);
  if (!row) throw new HoldfastError('plan-not-found', { plan: idOrName });
  const isMeant = ({ id, label }: { readonly id: string; readonly label: string }) =>
    draft.id === undefined ? label === draft.label : id === draft.id;
  const known = row.plan.databases.find(isMeant);
  return known ? await createSecretStore(home).get(databaseSecret(known.id)) : null;
}
