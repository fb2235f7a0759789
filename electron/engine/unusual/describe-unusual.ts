import type { UnusualChange, UnusualDetails, UnusualExample } from '#shared/domain/unusual.ts';
import { createEntryPaths, type EntryPaths } from '../catalogue/entry-paths.ts';
import { type Connection, openCatalogue } from '../catalogue/open-catalogue.ts';
import { endingOf, isPacked } from './ending-of.ts';
import { narrowFolders } from './narrow-folders.ts';
import { sampleContent } from './sample-content.ts';
import { createSpreadSample } from './spread-sample.ts';
import { createUnusualWalk, type UnusualRange } from './walk-unusual.ts';

export interface UnusualRequest {
  readonly home: string;
  readonly range: UnusualRange;
  readonly change: UnusualChange;
  /** Where the last snapshot's files lie; null where they can't be read now. */
  readonly files: string | null;
}

const [mostExamples, mostTypes, mostFolders, mostSampled] = [5, 8, 8, 64];
/** So many of the files that came have to be renamed alike for it to be told. */
const leastRenamed = 0.1;
/** Names are remembered to tell what was renamed; of more than these a part says enough. */
const mostNames = 500_000;

/** What changed, told by numbers and examples. Reads for as long as there are changes, so for a thread of its own. */
export function describeUnusual({ home, range, change, files }: UnusualRequest): UnusualDetails {
  const db = openCatalogue(home);
  try {
    return collect(db, { range, change, files });
  } finally {
    db.close();
  }
}

interface Place {
  readonly parentId: number;
  readonly name: string;
}

function collect(db: Connection, { range, change, files }: Omit<UnusualRequest, 'home'>): UnusualDetails {
  const paths = createEntryPaths(db);
  const [walk, tally, sample] = [createUnusualWalk(db), createTally(), createSpreadSample<Place>(mostSampled)];
  for (const lost of walk.lost(range)) {
    tally.lost(lost);
    if (lost.sizeAfter !== null && !isPacked(endingOf(lost.name))) sample.show(lost);
  }
  for (const added of walk.added(range)) {
    const before = tally.added(added);
    if (!isPacked(endingOf(before ?? added.name))) sample.show(added);
  }
  const { folders, ...told } = tally.result(paths);
  const read = files === null ? [] : sample.items().map((place) => files + pathOf(paths, place));
  return {
    ...{ change, ...told },
    folders: narrowFolders(
      [...folders].map(([folder, count]) => [paths.pathOf(folder), count] as const),
      mostFolders,
    ),
    sampled: sampleContent(read),
  };
}

function pathOf(paths: EntryPaths, { parentId, name }: Place): string {
  const folder = paths.pathOf(parentId);
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}

interface Example extends Place {
  readonly sizeBefore: number;
  readonly sizeAfter: number | null;
}

type Shown = Record<keyof UnusualDetails['examples'], ReturnType<typeof createSpreadSample<Example>>>;

/** Counts as it is shown one file after the other. */
function createTally() {
  const counts = { changed: 0, removed: 0, added: 0, bytes: 0 };
  const types = new Map<string, { lost: number; added: number }>();
  const folders = new Map<number, number>();
  const [gone, renamed] = [new Set<string>(), new Map<string, number>()];
  const spread = () => createSpreadSample<Example>(mostExamples);
  const shown: Shown = { changed: spread(), removed: spread(), added: spread() };
  const typeOf = (name: string) => {
    const ending = endingOf(name);
    const known = types.get(ending) ?? { lost: 0, added: 0 };
    types.set(ending, known);
    return known;
  };
  return {
    lost: ({ parentId, name, size, sizeAfter }: Place & { size: number; sizeAfter: number | null }): void => {
      const kind = sizeAfter === null ? 'removed' : 'changed';
      counts[kind] += 1;
      counts.bytes += size;
      typeOf(name).lost += 1;
      folders.set(parentId, (folders.get(parentId) ?? 0) + 1);
      if (kind === 'removed' && gone.size < mostNames) gone.add(`${parentId}/${name}`);
      shown[kind].show({ parentId, name, sizeBefore: size, sizeAfter });
    },
    /** Gives the name that it had before, where only an ending was put behind it. */
    added: ({ parentId, name, size }: Place & { size: number }): string | undefined => {
      counts.added += 1;
      typeOf(name).added += 1;
      shown.added.show({ parentId, name, sizeBefore: 0, sizeAfter: size });
      const before = name.slice(0, Math.max(0, name.lastIndexOf('.')));
      if (before === '' || !gone.has(`${parentId}/${before}`)) return undefined;
      const ending = endingOf(name);
      renamed.set(ending, (renamed.get(ending) ?? 0) + 1);
      return before;
    },
    result: (paths: EntryPaths) => ({
      ...counts,
      folders,
      types: [...types]
        .map(([ending, count]) => ({ ending, ...count }))
        .toSorted((one, other) => other.lost + other.added - one.lost - one.added)
        .slice(0, mostTypes),
      renamed: mostRenamed(renamed, counts.added),
      examples: {
        changed: shown.changed.items().map((one) => toExample(paths, one)),
        removed: shown.removed.items().map((one) => toExample(paths, one)),
        added: shown.added.items().map((one) => toExample(paths, one)),
      },
    }),
  };
}

function mostRenamed(renamed: ReadonlyMap<string, number>, added: number): UnusualDetails['renamed'] {
  const [most] = [...renamed].toSorted(([, one], [, other]) => other - one);
  return most && most[1] >= leastRenamed * added ? { ending: most[0], files: most[1] } : null;
}

const toExample = (paths: EntryPaths, { sizeBefore, sizeAfter, ...place }: Example): UnusualExample => ({
  path: pathOf(paths, place),
  sizeBefore,
  sizeAfter,
});
