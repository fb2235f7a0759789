import { mapRoles, rolesIn } from './map-roles.ts';
import { inDatabase, type RestoreWork } from './restore-work.ts';

/**
 * Where owners are mapped, pg_restore gives everything to the restoring role and makes no grants; both are done here, with
 * the other roles in place. `only`: ids of the entries that were restored, null: all. Grants that name a role which is not
 * there are left out with a warning.
 */
export async function giveToOthers(
  { order, archive, facts, context, ...rest }: RestoreWork,
  database: string,
  only: ReadonlySet<number> | null,
): Promise<void> {
  if (order.owners === 'none' || Object.keys(order.mapOwners).length === 0) return;
  const work = { order, archive, facts, context, ...rest };
  const restored = archive.scripted.filter(({ id }) => only === null || only.has(id));
  const missing = new Set<string>();
  const isThere = (statement: string): boolean => {
    const lacking = rolesIn(statement).filter((name) => !facts.roles.has(name));
    for (const name of lacking) missing.add(name);
    return lacking.length === 0;
  };
  const statements = restored
    .flatMap(({ ownership, grants }) => [...(ownership === null ? [] : [ownership]), ...grants])
    .map((statement) => mapRoles(statement, order.mapOwners))
    .filter(isThere);
  await inDatabase(work, database, async (client) => {
    await client.query('BEGIN');
    for (const statement of statements) await client.query(statement);
    await client.query('COMMIT');
  });
  for (const name of missing) {
    context.warn({
      code: 'owner-unknown',
      path: name,
      message: `Grants that name the role ${name} were left out: there is none on ${facts.server}.`,
    });
  }
}
