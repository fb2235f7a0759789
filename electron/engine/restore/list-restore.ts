import { exclusionsSchema } from '#shared/domain/plan.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import { readManifest } from '../repository/read-manifest.ts';
import { thisUser } from './compare-entry.ts';
import { createExtraFinder } from './extra-entries.ts';
import { lookCloser } from './look-closer.ts';
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
  readonly signal?: AbortSignal;
}

/** Compares what was chosen with the target and lists what is to be done; preview and restore do the same here. */
export async function listRestore(request: ListRequest): Promise<ListedRestore> {
  const { db, open, exact, file, onBlocked, pause, signal = new AbortController().signal } = request;
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
  const touched = await lookCloser({ list, open }, signal);
  list.db.exec('COMMIT');
  return { list, keep: keep - touched };
}
