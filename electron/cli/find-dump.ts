import type { HoldfastClient } from '#shared/contract/index.ts';
import type { Dump } from '#shared/domain/database.ts';
import { HoldfastError } from '#shared/errors.ts';
import { pages, wholeList } from './pages.ts';

/**
 * The dump of a database in a snapshot, as a person calls it: NAME, or LABEL/NAME where several servers have one of that
 * name. Throws `dump-not-found` or `invalid-input`.
 */
export async function findDump(client: HoldfastClient, snapshot: string, wanted: string): Promise<Dump> {
  const all = await wholeList(pages((page) => client.databases.dumps({ snapshot, ...page })));
  const named = all.filter(({ database }) => database === wanted);
  const [only, second] = named.length > 0 ? named : all.filter((dump) => fullName(dump) === wanted);
  if (second) {
    const reason = `Several servers have a database “${wanted}”. Say which: ${named.map(fullName).join(', ')}.`;
    throw new HoldfastError('invalid-input', { reason });
  }
  if (only) return only;
  const where = `the snapshot ${snapshot}`;
  throw new HoldfastError('dump-not-found', { database: wanted, where, held: all.map(fullName) });
}

const fullName = ({ label, database }: Dump): string => `${label}/${database}`;
