import type { HistoryVersion, Side, TextComparison } from '#shared/domain/finding.ts';
import type { Version } from '#shared/domain/snapshot.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import { fileType } from '../catalogue/file-record.ts';
import { nearestNames } from '../catalogue/nearest-names.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { Desktop } from '../ports.ts';
import { asOf, nameBeside } from '../restore/name-beside.ts';
import type { Service } from '../services.ts';
import type { ComparedFile } from './compare-files.ts';
import { deletedInTurn, ofPlace } from './deleted-in-turn.ts';
import { compareOnThread, takeOutOnThread } from './look-at-files.ts';
import { isThere, namesInFolder } from './present-files.ts';
import { readContent } from './read-content.ts';
import type { PlannedSnapshot } from './resolve-snapshot.ts';
import { momentOf, type SnapshotFinder } from './snapshot-finder.ts';
import { sourcePath } from './source-path.ts';

type Queries = Pick<Service<'snapshots'>, 'find' | 'history' | 'compareText' | 'presentContent' | 'deletedIn' | 'open'>;

/** The part of the snapshots' service that finds a file and its right version. */
export function createFindingQueries(catalogue: CatalogueClient, finder: SnapshotFinder, desktop: Desktop): Queries {
  const { entries, plans } = catalogue.read;
  const plansNamed = async (plan: string | undefined): Promise<readonly PlanRow[]> => {
    const [keys, all] = await Promise.all([finder.planKeys(plan), plans.list()]);
    return keys === undefined ? all : all.filter(({ key }) => keys.includes(key));
  };
  const heldNowhere = async (path: string, asked: readonly PlanRow[]): Promise<HoldfastError> => {
    const keys = new Set(asked.map(({ key }) => key));
    const newest = newestOfEach(await finder.list()).filter(({ plan }) => keys.has(plan.key));
    const nearest = await Promise.all(newest.map((snapshot) => entries.nearest(momentOf(snapshot), path)));
    const details = { path, where: 'any snapshot', nearest: nearestNames(path, new Set(nearest.flat()), 3) };
    return new HoldfastError('path-not-found', details);
  };
  const versionsIn = async (asked: readonly PlanRow[], path: string) => {
    const found = await Promise.all(
      asked.map(async (row) =>
        (await entries.history(row.key, row.rootEntry, path)).map((version) => ({ ...version, ...ofPlace(row) })),
      ),
    );
    if (found.every(({ length }) => length === 0)) throw await heldNowhere(path, asked);
    return found.flat().sort((one, other) => (one.firstSnapshot.at < other.firstSnapshot.at ? 1 : -1));
  };
  const compared = async (side: Side, path: string): Promise<ComparedSide> => {
    if (side === 'now') return { path, absent: 'missing', isFile: true, held: undefined };
    const found = await finder.resolveFiles(side.snapshot);
    const { row } = await finder.locate(found, path);
    await finder.requireRepository(found);
    const isFile = row.type === fileType.file;
    return { path: finder.placeOf(found, path), absent: 'unavailable', isFile, held: row };
  };
  return {
    find: async ({ plan, after, ...asked }) => entries.find({ ...asked, planKeys: await finder.planKeys(plan), after }),
    history: async ({ path, plan }) => withDifferences(await versionsIn(await plansNamed(plan), sourcePath(path))),
    compareText: async ({ path, from, to }, signal) => {
      if (from === 'now' && to === 'now') throw new HoldfastError('invalid-input', { reason: nothingToCompare });
      const wanted = sourcePath(path);
      const [one, other] = await Promise.all([compared(from, wanted), compared(to, wanted)]);
      if (!one.isFile) return { kind: 'none', reason: 'not-a-file', side: 'from' };
      if (!other.isFile) return { kind: 'none', reason: 'not-a-file', side: 'to' };
      return sameContent(one.held, other.held) ?? compareOnThread(fileOf(one), fileOf(other), signal);
    },
    presentContent: async ({ plan, path }) => {
      const wanted = sourcePath(path);
      await versionsIn(await plansNamed(plan), wanted);
      return readContent(wanted);
    },
    deletedIn: async ({ plan, path, snapshot, after, limit }) => {
      const wanted = sourcePath(path);
      const all = await plansNamed(plan);
      const chosen = snapshot === undefined ? undefined : await finder.resolveFiles(snapshot);
      const { rows, sequence } = chosen ? atSnapshot(all, chosen) : { rows: all, sequence: undefined };
      const asked = { path: wanted, sequence, present: await namesInFolder(wanted), limit };
      const page = await deletedInTurn(entries, rows, asked, after);
      if (!page) throw await heldNowhere(wanted, rows);
      // What came back since the newest backup is there.
      const there = await Promise.all(page.items.map((item) => isThere(item.path)));
      return { items: page.items.filter((_, index) => there[index] !== true), next: page.next };
    },
    open: async ({ snapshot, path, show }, signal) => {
      const [found, wanted] = [await finder.resolveFiles(snapshot), sourcePath(path)];
      const { row } = await finder.locate(found, wanted);
      if (row.type !== fileType.file) {
        throw new HoldfastError('invalid-input', { reason: `${wanted} is not a file in that snapshot. Open a file.` });
      }
      if (show) desktop.require(wanted);
      await finder.requireRepository(found);
      // Whoever sees its name sees that it is not the file of today.
      const suffix = asOf(found.row.completedAt, 'minute');
      const name = nameBeside(wanted.slice(wanted.lastIndexOf('/') + 1), { suffix, isFolder: false }, () => true);
      const told = { path: wanted, snapshotName: found.row.name, name, sha256: hexOf(row.sha256) };
      const copy = await takeOutOnThread({ place: finder.placeOf(found, wanted), ...told }, signal);
      if (show) await desktop.open(copy);
      return { copy };
    },
  };
}

interface ComparedSide extends ComparedFile {
  readonly isFile: boolean;
  readonly held: { readonly sha256: Uint8Array | null; readonly size: number; readonly mtimeS: number } | undefined;
}

const nothingToCompare = 'Both sides are the file as it is now. Compare it with a snapshot.';

const fileOf = ({ path, absent }: ComparedSide): ComparedFile => ({ path, absent });

const hexOf = (sum: Uint8Array | null): string | null => (sum ? Buffer.from(sum).toString('hex') : null);

/** Of two snapshots that recorded the same sum, nothing need be read. */
function sameContent(one: ComparedSide['held'], other: ComparedSide['held']): TextComparison | undefined {
  if (!one?.sha256 || !other?.sha256 || hexOf(one.sha256) !== hexOf(other.sha256)) return undefined;
  const facts = (held: typeof one) => ({ size: held.size, modifiedAt: new Date(held.mtimeS * 1000).toISOString() });
  return { kind: 'same', from: facts(one), to: facts(other) };
}

/** Each with whether its content is another than that of the next older one. */
function withDifferences<Row extends Version>(newestFirst: readonly Row[]): (Row & Pick<HistoryVersion, 'differs'>)[] {
  return newestFirst.map((version, index) => {
    const older = newestFirst[index + 1];
    return { ...version, differs: older === undefined || !hasSameContent(version, older) };
  });
}

/** Without a sum on either side, size and time have to tell. */
function hasSameContent(one: Version, other: Version): boolean {
  if (one.type !== other.type) return false;
  if (one.type === 'folder') return true;
  if (one.sha256 !== null && other.sha256 !== null) return one.sha256 === other.sha256;
  return one.size === other.size && one.modifiedAt === other.modifiedAt;
}

/** The newest backup of files of each plan in a list that is newest first. */
function newestOfEach(all: readonly PlannedSnapshot[]): PlannedSnapshot[] {
  const newest = new Map<number, PlannedSnapshot>();
  for (const snapshot of all) {
    const { row, plan } = snapshot;
    if (row.kind === 'backup' && row.hasFiles && !newest.has(plan.key)) newest.set(plan.key, snapshot);
  }
  return [...newest.values()];
}

function atSnapshot(asked: readonly PlanRow[], { row, plan }: PlannedSnapshot) {
  const rows = asked.filter(({ key }) => key === plan.key);
  if (rows.length > 0 && row.kind === 'backup') return { rows, sequence: row.sequence };
  throw new HoldfastError('invalid-input', { reason: `${row.name} is no backup of “${asked[0]?.plan.name}”.` });
}
