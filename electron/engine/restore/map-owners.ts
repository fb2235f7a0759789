import type { Manifest } from '../repository/manifest.ts';
import type { RunContext } from '../runs/run-context.ts';
import { lookUpOwners } from '../tools/look-up-owners.ts';
import type { OwnerMap } from '../tools/rsync/build-copy-args.ts';
import type { Restorer } from './compare-entry.ts';

interface MappedOwners {
  readonly map: OwnerMap;
  /** Names that nobody has here, with `user` or `group` before them. */
  readonly unknown: readonly string[];
}

/**
 * Finds who has here the names that owners had where the snapshot was made. Only root can give files to others, so nobody
 * else needs to know.
 */
export async function mapOwners(owners: Manifest['owners'], user: Restorer): Promise<MappedOwners> {
  if (!owners || user.uid !== 0) return { map: { users: new Map(), groups: new Map() }, unknown: [] };
  const [users, groups] = [await mapNames('user', owners.users), await mapNames('group', owners.groups)];
  return { map: { users: users.map, groups: groups.map }, unknown: [...users.unknown, ...groups.unknown] };
}

async function mapNames(
  kind: 'user' | 'group',
  names: Readonly<Record<string, string>>,
): Promise<{ readonly map: ReadonlyMap<number, number>; readonly unknown: readonly string[] }> {
  const wanted = Object.entries(names);
  const found = await lookUpOwners(kind, [...new Set(wanted.map(([, name]) => name))]);
  // Where nobody can be asked, every number stays as it is.
  if (found === null) return { map: new Map(), unknown: [] };
  const here = new Map(found.map(({ name, id }) => [name, id]));
  const map = new Map<number, number>();
  const unknown: string[] = [];
  for (const [recorded, name] of wanted) {
    const id = here.get(name);
    if (id === undefined) unknown.push(`${kind} ${name}`);
    else if (id !== Number(recorded)) map.set(Number(recorded), id);
  }
  return { map, unknown };
}

const toldNames = 5;

/** Warns once of owners that nobody here is. */
export function warnOfOwners(context: Pick<RunContext, 'warn' | 'log'>, unknown: readonly string[]): void {
  if (unknown.length === 0) return;
  for (const name of unknown) context.log(`not known on this computer: ${name}`);
  const told = unknown.slice(0, toldNames).join(', ') + (unknown.length > toldNames ? ', …' : '');
  context.warn({
    code: 'owner-unknown',
    path: '/',
    message: `What belonged to somebody unknown on this computer (${told}) keeps the number of its owner.`,
  });
}
