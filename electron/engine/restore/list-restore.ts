import fs from 'node:fs';
import Database from 'better-sqlite3';
import { exclusionsSchema } from '#shared/domain/plan.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import { readManifest } from '../repository/read-manifest.ts';
import { recordOf } from '../tools/record-of.ts';
import { thisUser } from './compare-entry.ts';
import { createExtraFinder } from './extra-entries.ts';
import { lookCloser } from './look-closer.ts';
import type { OpenRestore } from './open-restore.ts';
import { type PlanRestoreRequest, planRestore } from './plan-restore.ts';
import { copyRestoreList, createRestoreList, type RestoreList } from './restore-list.ts';

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
  /** The list of a dry run for the same order; it need not be there. */
  readonly dryRun?: string;
}

/** Compares what was chosen with the target and lists what is to be done; preview and restore do the same here. */
export async function listRestore(request: ListRequest): Promise<ListedRestore> {
  const { db, open, exact, file, onBlocked, pause, dryRun, signal = new AbortController().signal } = request;
  const absent = countAbsent(open);
  if (absent > 0 && dryRun !== undefined && absentIn(dryRun) === absent) {
    return { list: copyRestoreList(dryRun, file), keep: 0 };
  }
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
  list.db.pragma(`user_version = ${absent}`);
  return { list, keep: keep - touched };
}

/**
 * How many folders are missing, chosen ones and those above, where nothing of what was chosen is there; else 0. As long as
 * that is so nothing can have changed since a dry run, and its list holds.
 */
function countAbsent({ roots }: OpenRestore): number {
  const isAbsent = ({ target }: { readonly target: string }): boolean => recordOf(target || '/') === null;
  if (!roots.every(isAbsent)) return 0;
  return roots.reduce((count, { above }) => count + 1 + above.filter(isAbsent).length, 0);
}

/** What a dry run found of that; 0 if there is none. */
function absentIn(file: string): number {
  if (!fs.existsSync(file)) return 0;
  const db = new Database(file, { readonly: true });
  try {
    const found: unknown = db.pragma('user_version', { simple: true });
    return typeof found === 'number' ? found : 0;
  } finally {
    db.close();
  }
}
