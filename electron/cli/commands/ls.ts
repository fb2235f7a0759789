import type { HoldfastClient } from '#shared/contract/index.ts';
import type { Entry } from '#shared/domain/snapshot.ts';
import { damageBelow, damageNote, type KnownDamage, knownDamage } from '../known-damage.ts';
import { displayName } from '../output/display-name.ts';
import { entryLine } from '../output/entry-line.ts';
import { printJsonArray } from '../output/output.ts';
import { pages } from '../pages.ts';
import type { Context, Verb } from '../verb.ts';
import { snapshotArgument } from './snapshots.ts';

export const ls: Verb = {
  name: 'ls',
  summary: 'Show what a folder held in a snapshot',
  examples: ['holdfast ls latest', 'holdfast ls Home/latest ~/Documents'],
  define: (command, act) => {
    command
      .argument('<SNAPSHOT>', snapshotArgument)
      .argument('[PATH]', 'folder or file as it was named at the source; the folders of the plan when left out')
      .action((snapshot: string, path?: string) => act((context) => list(context, snapshot, path)));
  },
};

async function list(context: Context, reference: string, given: string | undefined): Promise<number> {
  const { json, out } = context;
  const client = await context.client();
  const found = await client.snapshots.get({ snapshot: reference });
  const { id: snapshot, planId } = found;
  const path = given === undefined ? await topFolder(client, snapshot, planId) : context.resolve(given);
  const entries = entriesOf(client, snapshot, path);
  const damage = await knownDamage(client, found, path);
  if (json) {
    await printJsonArray(out, marked(entries, damage));
    return 0;
  }
  if (given === undefined) await out.print(`${displayName(path)}:`);
  for await (const entry of entries) {
    if (!out.open()) break;
    await out.print(entryLine(entry, entry.name, damageBelow(damage, entry.path)));
  }
  if (found.damaged > 0) out.note(damageNote(found));
  return 0;
}

async function* marked(entries: AsyncIterable<Entry>, damage: KnownDamage) {
  for await (const entry of entries) yield { ...entry, damaged: damageBelow(damage, entry.path) > 0 };
}

/** A folder's content; anything else stands for itself. */
async function* entriesOf(client: HoldfastClient, snapshot: string, path: string): AsyncGenerator<Entry, void> {
  // What lies above the plan's folders can be listed but is no entry itself: listing it says whether the path exists.
  const entry = await client.snapshots.entry({ snapshot, path }).catch(() => null);
  if (entry !== null && entry.type !== 'folder') yield entry;
  else yield* pages((page) => client.snapshots.folder({ snapshot, path, ...page }));
}

/** The deepest folder that holds everything the snapshot holds: a plan's only folder, or what its folders share. */
async function topFolder(client: HoldfastClient, snapshot: string, planId: string): Promise<string> {
  const plan = await client.plans.get({ plan: planId }).catch(() => null);
  const planFolders = plan?.plan.folders ?? [];
  let path = '/';
  while (!planFolders.includes(path)) {
    const { items, next } = await client.snapshots.folder({ snapshot, path, limit: 2 });
    const [only] = items;
    if (only?.type !== 'folder' || items.length > 1 || next !== null) break;
    path = only.path;
  }
  return path;
}
