import type { Difference } from '#shared/domain/snapshot.ts';
import { damageNote, knownDamage } from '../known-damage.ts';
import { displayName } from '../output/display-name.ts';
import { countOf, formatCount, formatSize } from '../output/format.ts';
import { printJsonArray } from '../output/output.ts';
import { pages } from '../pages.ts';
import type { Context, Verb } from '../verb.ts';
import { snapshotArgument } from './snapshots.ts';

export const diff: Verb = {
  name: 'diff',
  summary: 'Show what differs between two snapshots',
  examples: ['holdfast diff 3f2a91c4 latest', 'holdfast diff 3f2a91c4 Home/latest ~/Documents'],
  define: (command, act) => {
    command
      .argument('<A>', `the one to compare from: ${snapshotArgument}`)
      .argument('<B>', 'the one to compare to')
      .argument('[PATH]', 'only below this path')
      .action((a: string, b: string, path?: string) => act((context) => compare(context, a, b, path)));
  },
};

async function compare(context: Context, snapshot: string, other: string, given: string | undefined): Promise<number> {
  const { client, json, out } = context;
  const path = given === undefined ? undefined : context.resolve(given);
  const engine = await client();
  const { snapshots } = engine;
  const found = pages((page) => snapshots.diff({ snapshot, other, path, ...page }));
  if (json) {
    await printJsonArray(out, found);
    return 0;
  }
  const [from, to] = [await snapshots.get({ snapshot }), await snapshots.get({ snapshot: other })];
  const damage = [await knownDamage(engine, from), await knownDamage(engine, to)];
  const counts = { added: 0, changed: 0, removed: 0 };
  for await (const difference of found) {
    if (!out.open()) return 0;
    counts[difference.change] += 1;
    const damaged = damage.some((known) => known.has(difference.path));
    await out.print(differenceLine(difference) + (damaged ? '  (damaged)' : ''));
  }
  for (const one of [from, to]) if (one.damaged > 0) out.note(damageNote(one));
  await out.print(
    `${countOf(counts.added, 'entry', 'entries')} added, ${formatCount(counts.changed)} changed, ${formatCount(counts.removed)} removed.`,
  );
  return 0;
}

const signs: Readonly<Record<Difference['change'], string>> = { added: '+', changed: '~', removed: '-' };

function differenceLine({ change, path, type, sizeBefore, sizeAfter }: Difference): string {
  const name = displayName(path) + (type === 'folder' ? '/' : '');
  if (type !== 'file') return `${signs[change]} ${name}`;
  const sizes = [sizeBefore, sizeAfter].filter((size) => size !== null).map((size) => formatSize(size));
  return `${signs[change]} ${name}  (${[...new Set(sizes)].join(' → ')})`;
}
