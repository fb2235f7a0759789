import type { HoldfastClient } from '#shared/contract/index.ts';
import type { Damage } from '#shared/domain/damage.ts';
import type { Snapshot, Version } from '#shared/domain/snapshot.ts';
import { countOf } from './output/format.ts';
import { pages } from './pages.ts';

/** What is known to be damaged in a snapshot, by path. */
export type KnownDamage = ReadonlyMap<string, Damage>;

const nothing: KnownDamage = new Map();

/** At a path of the snapshot and below it. */
export async function knownDamage(
  client: HoldfastClient,
  { id, damaged }: Pick<Snapshot, 'id' | 'damaged'>,
  path = '/',
): Promise<KnownDamage> {
  if (damaged === 0) return nothing;
  const found = new Map<string, Damage>();
  for await (const one of pages((page) => client.snapshots.damage({ snapshot: id, path, ...page }))) {
    found.set(one.path, one);
  }
  return found;
}

/** How many of the known ones are a path or lie below it. */
export function damageBelow(known: KnownDamage, path: string): number {
  const prefix = path === '/' ? '/' : `${path}/`;
  return [...known.keys()].filter((one) => one === path || one.startsWith(prefix)).length;
}

/** A sentence for people about a snapshot with damage. */
export const damageNote = ({ name, damaged }: Pick<Snapshot, 'name' | 'damaged'>): string =>
  `warning: the snapshot ${name} holds ${countOf(damaged, 'damaged or missing file')}; see “holdfast repair ${name} --dry-run”`;

type Held = Pick<Version, 'path' | 'firstSnapshot' | 'lastSnapshot'> & { readonly planId: string };

/** Asks for versions in which snapshots they are known to be damaged. Each snapshot is asked once. */
export function createDamagedVersions(client: HoldfastClient): (version: Held) => Promise<readonly string[]> {
  const plans = new Map<string, Promise<readonly Snapshot[]>>();
  const known = new Map<string, Promise<KnownDamage>>();
  const once = <Value>(values: Map<string, Promise<Value>>, key: string, ask: () => Promise<Value>): Promise<Value> => {
    const value = values.get(key) ?? ask();
    values.set(key, value);
    return value;
  };
  return async ({ path, planId, firstSnapshot, lastSnapshot }) => {
    const all = await once(plans, planId, () => client.snapshots.list({ plan: planId }));
    const [first, last] = [firstSnapshot, lastSnapshot].map(({ id }) => all.find((one) => one.id === id)?.sequence);
    const damaged = all.filter(
      ({ damaged: count, sequence, kind, hasFiles }) =>
        count > 0 && kind === 'backup' && hasFiles && sequence >= (first ?? 0) && sequence <= (last ?? -1),
    );
    const names: string[] = [];
    for (const snapshot of damaged) {
      const found = await once(known, snapshot.id, () => knownDamage(client, snapshot));
      if (found.has(path)) names.push(snapshot.name);
    }
    return names;
  };
}
