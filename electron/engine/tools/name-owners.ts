import { lookUpOwners } from './look-up-owners.ts';

type Names = Readonly<Record<string, string>>;

/** Names of users and groups by their numbers, as a manifest keeps them. */
export interface OwnerNames {
  readonly users: Record<string, string>;
  readonly groups: Record<string, string>;
}

/**
 * Asks the system who these users and groups (pairs of uid and gid) are, so that a restore on another machine finds the
 * same people. Those named `before` are asked for again, as names change; what nobody knows any more keeps its name.
 */
export async function nameOwners(
  owners: readonly (readonly [uid: number, gid: number])[],
  before: { readonly users: Names; readonly groups: Names } = { users: {}, groups: {} },
): Promise<OwnerNames> {
  const [users, groups] = [owners.map(([uid]) => uid), owners.map(([, gid]) => gid)];
  return {
    users: await nameAll('user', users, before.users),
    groups: await nameAll('group', groups, before.groups),
  };
}

async function nameAll(
  kind: 'user' | 'group',
  numbers: readonly number[],
  before: Names,
): Promise<Record<string, string>> {
  const wanted = new Set([...Object.keys(before).map(Number), ...numbers]);
  const found = (await lookUpOwners(kind, [...wanted])) ?? [];
  return { ...before, ...Object.fromEntries(found.map(({ id, name }) => [String(id), name])) };
}
