import type { HoldfastClient } from '#shared/contract/index.ts';
import type { MadeCatalogue } from './make-catalogue.ts';
import { createRandom } from './random.ts';

interface Answered {
  readonly answer: unknown;
  /** Asks for what follows, as the next page. */
  readonly following?: () => Promise<Answered>;
}

export interface Question {
  readonly what: string;
  /** At the 95th percentile; null where none was set. */
  readonly targetMs: number | null;
  readonly asks: readonly ((client: HoldfastClient) => Promise<Answered>)[];
}

type Ask = Question['asks'][number];

/** Text as people type it, letter after letter; common, rare and absent names; patterns. */
const searches = [
  'r',
  're',
  'rep',
  'repo',
  'report',
  'invoice',
  'CAFÉ',
  'überblick',
  '*.pdf',
  'IMG_00*',
  'report-*.md',
].concat([
  'photo budget',
  'IMG_0000804',
  'nothing-is-called-so',
  '*zebra*99*',
  'a',
  '.',
  'Report 1',
  'year-7',
  '77777',
]);

type Filter = Omit<Parameters<HoldfastClient['snapshots']['find']>[0], 'pattern' | 'plan' | 'after'>;

/** What most pass, some, few and none. */
const filters: readonly Filter[] = [
  { state: 'present', maxSize: 1_000_000 },
  { state: 'deleted' },
  { state: 'deleted', since: '2026-01-02T00:00:00Z', until: '2026-01-02T12:00:00Z' },
  { minSize: 10_000_000 },
  { until: '2025-12-31T00:00:00Z' },
];

/** What the window asks while somebody browses: `rounds` questions of each kind, always the same ones. */
export async function questions(client: HoldfastClient, made: MadeCatalogue, rounds: number): Promise<Question[]> {
  const random = createRandom(11);
  const snapshots = (await client.snapshots.list({ plan: made.planId })).map(({ id }) => id);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(items.length * random())];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  };
  const times = (make: (round: number) => Ask): Ask[] => Array.from({ length: rounds }, (_, round) => make(round));
  const { someFolders, someFiles, busyFiles, largeFolder } = made;
  const folder = (path: string, pages: number): Ask => {
    const snapshot = pick(snapshots);
    return (asked) => inPages(pages, (after) => asked.snapshots.folder({ snapshot, path, after }));
  };
  const find =
    (pattern: string, plan: string | undefined, pages: number, filter: Filter = {}): Ask =>
    (asked) =>
      inPages(pages, (after) => asked.snapshots.find({ pattern, plan, after, ...filter }));
  const deletedIn =
    (path: string, pages: number): Ask =>
    (asked) =>
      inPages(pages, (after) => asked.snapshots.deletedIn({ plan: made.planId, path, after }));
  const diff = (one: number, other: number, path: string, pages: number): Ask => {
    const [snapshot = '', newer = ''] = [snapshots[one], snapshots[other]];
    return (asked) => inPages(pages, (after) => asked.snapshots.diff({ snapshot, other: newer, path, after }));
  };
  const history =
    (path: string): Ask =>
    async (asked) => ({
      answer: await asked.snapshots.history({ path, plan: made.planId }),
    });
  const last = snapshots.length - 1;
  const anywhere = () => Math.floor(random() * snapshots.length);
  return [
    { what: 'folder', targetMs: 50, asks: times(() => folder(pick(someFolders), 3)) },
    { what: 'folder, the largest', targetMs: 50, asks: times(() => folder(largeFolder, 20)).slice(0, 10) },
    { what: 'search, first page', targetMs: 200, asks: searches.map((text) => find(text, undefined, 1)) },
    { what: 'search within a plan, in pages', targetMs: 200, asks: searches.map((text) => find(text, made.planId, 4)) },
    {
      what: 'search with filters, in pages',
      targetMs: 200,
      asks: searches.flatMap((text) => filters.map((filter) => find(text, undefined, 4, filter))),
    },
    {
      what: 'what a folder lost, in pages',
      targetMs: 200,
      asks: times((round) => deletedIn(round === 0 ? '/home/ada' : pick(someFolders), 4)),
    },
    {
      what: 'history of a file',
      targetMs: 100,
      asks: times((round) => history(pick(round % 2 ? busyFiles : someFiles))),
    },
    { what: 'history of a folder', targetMs: 100, asks: times(() => history(pick(someFolders.slice(1)))) },
    {
      what: 'difference to the one before',
      targetMs: 100,
      asks: times(() => {
        const older = 1 + Math.floor(random() * last);
        return diff(older, older - 1, '/', 4);
      }),
    },
    { what: 'difference of two anywhere', targetMs: 100, asks: times(() => diff(anywhere(), anywhere(), '/', 4)) },
    {
      what: 'difference of the first and the last',
      targetMs: 100,
      asks: [diff(last, 0, '/', 50), diff(0, last, '/', 50)],
    },
    {
      what: 'difference within a folder',
      targetMs: 100,
      asks: times(() => diff(anywhere(), anywhere(), pick(someFolders), 2)),
    },
    {
      what: 'snapshots and plans',
      targetMs: 100,
      asks: times(() => async (asked) => ({
        answer: await Promise.all([asked.snapshots.list({}), asked.plans.list()]),
      })),
    },
    {
      what: 'totals of storage',
      targetMs: 100,
      asks: times(() => async (asked) => ({ answer: await asked.storage.get() })),
    },
  ];
}

async function inPages(
  pages: number,
  page: (after: string | undefined) => Promise<{ readonly items: readonly unknown[]; readonly next: string | null }>,
): Promise<Answered> {
  const read = async (after: string | undefined, left: number): Promise<Answered> => {
    const answer = await page(after);
    const { next } = answer;
    return { answer, ...(next !== null && left > 1 && { following: () => read(next, left - 1) }) };
  };
  return read(undefined, pages);
}
