import { HoldfastError } from '#shared/errors.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import { fileType } from '../catalogue/file-record.ts';
import type { Service } from '../services.ts';
import { readContent } from './read-content.ts';
import type { PlannedSnapshot } from './resolve-snapshot.ts';
import { momentOf, type SnapshotFinder } from './snapshot-finder.ts';
import { sourcePath } from './source-path.ts';

type Queries = Pick<Service<'snapshots'>, 'list' | 'get' | 'folder' | 'entry' | 'diff' | 'locate' | 'content'>;

/** The part of the snapshots' service that only reads. */
export function createSnapshotQueries(catalogue: CatalogueClient, finder: SnapshotFinder): Queries {
  const { entries } = catalogue.read;
  return {
    list: async ({ plan }) => finder.describe(await finder.list(await finder.planKeys(plan))),
    get: async ({ snapshot }) => finder.describeOne(await finder.resolve(snapshot)),
    folder: async ({ snapshot, path, after, limit }) => {
      const [found, wanted] = [await finder.resolveFiles(snapshot), sourcePath(path)];
      const page = await entries.folder(momentOf(found), wanted, after, limit);
      if (page) return page;
      await finder.locate(found, wanted);
      throw new HoldfastError('invalid-input', { reason: `${wanted} is not a folder in that snapshot.` });
    },
    entry: async ({ snapshot, path }) => {
      const [found, wanted] = [await finder.resolveFiles(snapshot), sourcePath(path)];
      const entry = await entries.entry(momentOf(found), wanted);
      if (!entry) throw await finder.notFound(found, wanted);
      return entry;
    },
    diff: async ({ snapshot, other, path, after, limit }) => {
      const [from, to] = await Promise.all([finder.resolveFiles(snapshot), finder.resolveFiles(other)]);
      if (from.plan.plan.id !== to.plan.plan.id) throw differentPlans(from, to);
      if (from.plan.key !== to.plan.key) throw differentPlaces(from, to);
      for (const found of [from, to]) if (found.row.kind === 'safety') throw noState(found);
      const wanted = sourcePath(path);
      const held = await Promise.all([from, to].map((found) => entries.locate(momentOf(found), wanted)));
      if (held.every((one) => one === undefined)) throw await finder.notFound(to, wanted);
      const range = { planKey: from.plan.key, from: from.row.sequence, to: to.row.sequence };
      return entries.diff({ ...range, path: wanted, after, limit });
    },
    locate: async ({ snapshot, path }) => {
      const [found, wanted] = [await finder.resolveFiles(snapshot), sourcePath(path)];
      await finder.locate(found, wanted);
      await finder.requireRepository(found);
      return { path: finder.placeOf(found, wanted) };
    },
    content: async ({ snapshot, path }) => {
      const [found, wanted] = [await finder.resolveFiles(snapshot), sourcePath(path)];
      const { row } = await finder.locate(found, wanted);
      if (row.type !== fileType.file) return { kind: 'none', reason: 'not-a-file' };
      await finder.requireRepository(found);
      const { available } = await finder.describeOne(found);
      return available ? readContent(finder.placeOf(found, wanted)) : { kind: 'none', reason: 'unavailable' };
    },
  };
}

const noState = ({ row }: PlannedSnapshot): HoldfastError =>
  new HoldfastError('invalid-input', {
    reason: `${row.name} is a safety copy: it holds only what a restore was about to change. Compare two backups.`,
  });

/** Each repository's history is its own: what changed from a snapshot there to one elsewhere was never noted. */
const differentPlaces = (from: PlannedSnapshot, to: PlannedSnapshot): HoldfastError =>
  new HoldfastError('invalid-input', {
    reason: `${from.row.name} lies in ${from.plan.repositoryPath} and ${to.row.name} in ${to.plan.repositoryPath}. Compare two snapshots in one repository; single files can be compared across both.`,
  });

const differentPlans = (from: PlannedSnapshot, to: PlannedSnapshot): HoldfastError =>
  new HoldfastError('invalid-input', {
    reason: `${from.row.name} is of “${from.plan.plan.name}” and ${to.row.name} of “${to.plan.plan.name}”. Compare two snapshots of one plan.`,
  });
