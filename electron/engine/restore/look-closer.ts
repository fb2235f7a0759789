import { requireRsync } from '../tools/find-program.ts';
import { rsyncCopy } from '../tools/rsync/rsync-copy.ts';
import { attributesOrAnew } from './attributes-or-anew.ts';
import { inBases } from './in-bases.ts';
import { noBase } from './plan-restore.ts';
import { plannedAction, type RestoreList } from './restore-list.ts';
import { pairOf, type RestoreScope, readItems } from './restore-scope.ts';

const { look, refresh } = plannedAction;
const staying = `action <> 0 AND action IN (${look}, ${refresh}) AND base <> ${noBase}`;
/** From so many on, everything that was chosen is gone through: by recursion an entry costs a third. */
const many = 2000;

/**
 * Asks rsync which of the entries that can stay have other extended attributes or access control lists than the
 * snapshot's copy: those are planned to be given back. Gives how many they are.
 */
export async function lookCloser(
  { list, open }: Pick<RestoreScope, 'list' | 'open'>,
  signal: AbortSignal,
): Promise<number> {
  const { count } = list.db
    .prepare<[], { count: number }>(`SELECT count(*) AS count FROM item WHERE ${staying}`)
    .get() ?? {
    count: 0,
  };
  if (count === 0) return 0;
  const { path: program } = await requireRsync();
  const staysAs = list.db.prepare<[string], number>(`SELECT type FROM item WHERE path = ? AND ${staying}`).pluck();
  const plan = list.db.prepare('UPDATE item SET action = ? WHERE path = ?');
  let found = 0;
  for (const { base, kind, names } of count > many ? wholeRoots({ list, open }) : named(list)) {
    const { source, target } = pairOf({ list }, base);
    await rsyncCopy({
      ...{ program, source, target: target || '/', selection: { kind, names }, owners: list.owners(), signal },
      compareOnly: 'attributes',
      attributesOnly: true,
      onItem: ({ change, name }) => {
        if (!isMarked(change)) return;
        const path = name === '.' ? target || '/' : `${target}/${name}`;
        const type = staysAs.get(path);
        if (type !== undefined) found += plan.run(attributesOrAnew(type, path), path).changes;
      },
    });
  }
  list.db.exec(`DELETE FROM item WHERE action <> 0 AND action = ${look}`);
  return found;
}

interface Call {
  readonly base: number;
  readonly kind: 'names' | 'trees';
  readonly names: readonly string[];
}

function* named(list: RestoreList): Generator<Call> {
  for (const { base, items } of inBases(readItems(list, staying))) {
    yield { base, kind: 'names', names: items.map(({ name }) => name) };
  }
}

function* wholeRoots({ list, open }: Pick<RestoreScope, 'list' | 'open'>): Generator<Call> {
  for (const { source, sourceBase, targetBase } of open.roots) {
    const base = list.addPair({ files: open.paths.files, sourceBase, target: targetBase });
    yield { base, kind: 'trees', names: [source.slice(sourceBase.length + 1)] };
  }
}

/** The last two places of an itemised change: `a` for access control lists, `x` for extended attributes. */
const isMarked = (change: string): boolean => change[9] === 'a' || change[10] === 'x';
