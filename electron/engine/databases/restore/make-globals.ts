import { HoldfastError } from '#shared/errors.ts';
import { missingGlobals } from './read-globals.ts';
import { onServer, type RestoreWork } from './restore-work.ts';

/**
 * Makes the roles and tablespaces that the server lacks, if that was asked for; gives their names. Roles are made all or
 * none; a tablespace whose folder is not there is left out with a warning. Nothing that is there is changed.
 */
export async function makeGlobals(work: RestoreWork): Promise<readonly string[]> {
  const { order, globals, facts, context } = work;
  if (!order.globals || !globals) return [];
  const { roles, tablespaces, memberships } = missingGlobals(globals, facts);
  return onServer(work, async (client) => {
    try {
      await client.query('BEGIN');
      for (const statement of [...roles.flatMap((role) => role.statements), ...memberships])
        await client.query(statement);
      await client.query('COMMIT');
    } catch (error) {
      const reason = `Its roles could not be made: ${error instanceof Error ? error.message : String(error)}.`;
      throw new HoldfastError(
        'database-not-restored',
        { database: order.target, reason, rest: 'Nothing was touched.' },
        error,
      );
    }
    const made = roles.map(({ name }) => name);
    for (const { name, statements } of tablespaces) {
      try {
        for (const statement of statements) await client.query(statement);
        made.push(name);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        context.warn({
          code: 'not-restored',
          path: name,
          message: `The tablespace ${name} was not made on ${facts.server}: ${reason}.`,
        });
      }
    }
    return made;
  });
}
