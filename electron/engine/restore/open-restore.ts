import fs from 'node:fs';
import path from 'node:path';
import { hasEscapedBytes } from '#shared/domain/path-text.ts';
import type { RestoreRequest } from '#shared/domain/restore.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { At, Located } from '../catalogue/entries-store.ts';
import { fileType } from '../catalogue/file-record.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { RepositoryRow } from '../catalogue/repositories-store.ts';
import type { SnapshotRow } from '../catalogue/snapshots-store.ts';
import { checkReadable } from '../repository/check-readable.ts';
import { planPaths, type SnapshotPaths, snapshotPaths } from '../repository/layout.ts';
import { requireFiles, withPlans } from '../snapshots/resolve-snapshot.ts';
import { fsPath } from '../tools/fs-path.ts';
import { linkText, recordOf } from '../tools/record-of.ts';
import { checkOrder } from './check-order.ts';
import type { ChosenRoot } from './plan-restore.ts';
import { realPath } from './refuse-link-above.ts';
import { foldersAbove, isWithin, type RestoreRoot, restoreTargets } from './restore-targets.ts';

/** A restore as it was asked for, of a snapshot by its id; the paths are absolute and none means everything. */
export type RestoreOrder = Readonly<Omit<RestoreRequest, 'snapshot'>> & { readonly snapshotId: string };

/** A restore whose paths and targets have been looked up and found allowed. */
export interface OpenRestore {
  readonly snapshot: SnapshotRow;
  readonly plan: PlanRow;
  /** Where the snapshot lies in its repository. */
  readonly paths: SnapshotPaths;
  readonly roots: readonly ChosenRoot[];
  /** Repositories and this home, where nothing is ever written or deleted. */
  readonly protectedPaths: readonly string[];
}

/**
 * Looks up what a restore is about. Throws `snapshot-not-found`, `snapshot-without-files`, `path-not-found`, a destination error when the
 * repository can't be read, `restore-through-link`, `restore-into-repository` or `invalid-input`.
 */
export function openRestore(catalogue: Catalogue, home: string, order: RestoreOrder): OpenRestore {
  checkOrder(order);
  const snapshot = catalogue.snapshots.byId(order.snapshotId);
  const plan = catalogue.plans.list().find(({ key }) => key === snapshot?.planKey);
  const repository = plan && catalogue.repositories.byId(plan.plan.repositoryId);
  if (!snapshot || !plan || !repository) throw new HoldfastError('snapshot-not-found', { snapshot: order.snapshotId });
  if (!snapshot.hasFiles) requireFiles({ row: snapshot, plan }, withPlans(catalogue.snapshots.list(plan.key), [plan]));
  if (order.exact && snapshot.kind === 'safety') throw neverExact(snapshot);
  checkReadable(repository);
  const paths = snapshotPaths(`${planPaths(repository.path, plan.plan.slug).snapshots}/${snapshot.name}`);
  if (!fs.existsSync(fsPath(paths.files))) throw new HoldfastError('snapshot-not-found', { snapshot: snapshot.name });
  const to = order.to === null ? null : receivingFolder(order.to, catalogue.repositories.list());
  const at = { rootEntry: snapshot.rootEntry ?? plan.rootEntry, sequence: snapshot.sequence };
  const roots = restoreTargets(order.paths, to).map((root) => chooseRoot(catalogue, at, snapshot.name, root, to));
  const protectedPaths = [home, ...catalogue.repositories.list().map((row) => row.path)].map(resolveLinks);
  return { snapshot, plan, paths, roots, protectedPaths };
}

const neverExact = ({ name }: SnapshotRow): HoldfastError =>
  new HoldfastError('invalid-input', {
    reason: `${name} is a safety copy: it holds only what a restore was about to change, so nothing can be made exactly like it.`,
  });

/** The folder's real path, as far as it exists. Throws if it can't receive anything. */
function receivingFolder(to: string, repositories: readonly RepositoryRow[]): string {
  if (!path.isAbsolute(to)) throw new HoldfastError('invalid-input', { reason: `“${to}” is not an absolute path.` });
  const folder = resolveLinks(path.normalize(to)).replace(/(?<=.)\/+$/, '');
  if (hasEscapedBytes(folder)) {
    const reason = `${folder} has a name that is not UTF-8. Restore into another folder, or in place.`;
    throw new HoldfastError('invalid-input', { reason });
  }
  for (const repository of repositories) {
    if (isWithin(folder, resolveLinks(repository.path))) {
      throw new HoldfastError('restore-into-repository', { path: to, repository: repository.path });
    }
  }
  return folder;
}

/** A path with its links resolved as far as it exists. */
function resolveLinks(file: string): string {
  const rest: string[] = [];
  for (let at = file; ; at = path.dirname(at)) {
    try {
      return path.join(realPath(at), ...rest);
    } catch (error) {
      if (at === path.dirname(at)) throw error;
      rest.unshift(path.basename(at));
    }
  }
}

function chooseRoot(catalogue: Catalogue, at: At, snapshot: string, root: RestoreRoot, to: string | null): ChosenRoot {
  const wanted = root.source || '/';
  const located = catalogue.entries.locate(at, wanted);
  if (!located) {
    const nearest = catalogue.entries.nearest(at, wanted);
    throw new HoldfastError('path-not-found', { path: wanted, where: `the snapshot ${snapshot}`, nearest });
  }
  const targets = foldersAbove(root.target);
  for (const target of targets) refuseThroughLink(target);
  const above = targets.flatMap((target) => {
    const source = to === null ? target : '';
    const row = folderRow(to === null ? catalogue.entries.locate(at, target) : catalogue.entries.locate(at, '/'));
    return row ? [{ source, target, row }] : [];
  });
  return { ...root, located, above };
}

const folderRow = (located: Located | undefined): Located['row'] | undefined =>
  located?.row.type === fileType.folder ? located.row : undefined;

/** A folder above the target must be one: never a link that leads elsewhere. */
function refuseThroughLink(folder: string): void {
  const now = recordOf(folder);
  if (now === null || now.type === fileType.folder) return;
  if (now.type === fileType.link) {
    throw new HoldfastError('restore-through-link', { path: folder, target: linkText(folder) });
  }
  throw new HoldfastError('invalid-input', {
    reason: `${folder} is not a folder, so nothing can be restored into it.`,
  });
}
