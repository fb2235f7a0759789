import { exclusionsSchema } from '#shared/domain/plan.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import { readManifest } from '../repository/read-manifest.ts';
import { thisUser } from './compare-entry.ts';
import { createExtraFinder } from './extra-entries.ts';
import type { OpenRestore } from './open-restore.ts';
import { type PlanRestoreRequest, planRestore } from './plan-restore.ts';
import { createRestoreList, type RestoreList } from './restore-list.ts';

export interface ListedRestore {
  readonly list: RestoreList;
  /** Entries that are as the snapshot holds them already. */
  readonly keep: number;
}

interface ListRequest extends Pick<PlanRestoreRequest, 'onBlocked' | 'pause'> {
  readonly db: Connection;
  readonly open: OpenRestore;
  readonly exact: boolean;
  /** Where the list is kept. */
  readonly file: string;
}

/** Compares what was chosen with the target and lists what is to be done; preview and restore do the same here. */
export async function listRestore({ db, open, exact, file, onBlocked, pause }: ListRequest): Promise<ListedRestore> {
  const list = createRestoreList(file);
  const { snapshot, plan, paths, roots, protectedPaths } = open;
  list.db.exec('BEGIN');
  const exclusions = readManifest(paths.manifest)?.exclusions ?? exclusionsSchema.parse({});
  const { folders } = plan.plan;
  const extras = exact ? createExtraFinder({ exclusions, folders, protectedPaths, add: list.add }) : null;
  const { keep } = await planRestore({
    ...{ db, sequence: snapshot.sequence, files: paths.files, roots, extras, protectedPaths },
    ...{ user: thisUser(), add: list.add, onBlocked, pause },
  });
  list.db.exec('COMMIT');
  return { list, keep };
}
