import fs from 'node:fs';
import Database from 'better-sqlite3';
import { exclusionsSchema } from '#shared/domain/plan.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import { readManifest } from '../repository/read-manifest.ts';
import { recordOf } from '../tools/record-of.ts';
import { thisUser } from './compare-entry.ts';
import { createEntryFilter } from './entry-filter.ts';
import { createExtraFinder, type ExtraFinder } from './extra-entries.ts';
import { lookCloser } from './look-closer.ts';
import { mapOwners } from './map-owners.ts';
import { asOf } from './name-beside.ts';
import type { OpenRestore, RestoreOrder } from './open-restore.ts';
import { planLinks } from './plan-links.ts';
import { type PlanRestoreRequest, planRestore } from './plan-restore.ts';
import { copyRestoreList, createRestoreList, type RestoreList } from './restore-list.ts';
import { createTally, type Tally } from './restore-tally.ts';

export interface ListedRestore {
  readonly list: RestoreList;
  /** Entries that are as the snapshot holds them already. */
  readonly keep: number;
  /** Entries that stay because they were modified later than the snapshot's. */
  readonly keptNewer: number;
  /** Names that owners had at the source and nobody has here: what was theirs keeps the number. */
  readonly unknownOwners: readonly string[];
}

export interface ListRequest extends Pick<PlanRestoreRequest, 'onBlocked'> {
  readonly db: Connection;
  readonly open: OpenRestore;
  readonly order: RestoreOrder;
  /** Where the list is kept. */
  readonly file: string;
  readonly signal?: AbortSignal;
  /** Finds what is to be deleted, where that is not what the snapshot does not hold. */
  readonly extras?: () => ExtraFinder;
  /** The list of a dry run for the same order; it need not be there. */
  readonly dryRun?: string;
  /** It is read by others while it is being made: whatever `publish` was called after can be seen by them. */
  readonly shared?: boolean;
  /** Called every few milliseconds: lets messages in, throws to stop. `publish` is not for every time. */
  readonly pause: (soFar: Tally['soFar'], publish: () => void) => Promise<void>;
}

/** Compares what was chosen with the target and lists what is to be done; preview and restore do the same here. */
export async function listRestore(request: ListRequest): Promise<ListedRestore> {
  const { db, open, order, file, dryRun, shared = false, signal = new AbortController().signal } = request;
  const { map, unknown: unknownOwners } = await mapOwners(readManifest(open.paths.manifest)?.owners, thisUser());
  const absent = order.suffix === null ? countAbsent(open) : 0;
  if (absent > 0 && dryRun !== undefined && absentIn(dryRun) === absent) {
    return { list: copyRestoreList(dryRun, file), keep: 0, keptNewer: 0, unknownOwners };
  }
  const list = createRestoreList(file, { shared });
  const tally = createTally();
  list.db.prepare('ATTACH ? AS catalogue').run(db.name);
  list.db.exec('BEGIN');
  list.setOwners(map);
  const publish = (): void => void list.db.exec('COMMIT; BEGIN');
  const pause = (): Promise<void> => request.pause(tally.soFar, publish);
  const plan = planOf(request, { list, tally, pause });
  await planRestore(plan);
  // What follows takes its time, and changes little of it.
  publish();
  await pause();
  const touched = await lookCloser({ list, open }, signal);
  await planLinks(plan);
  list.db.exec('COMMIT');
  list.db.exec('DETACH catalogue');
  list.db.pragma(`user_version = ${absent}`);
  const { keep, keptNewer } = tally.soFar();
  return { list, keep: keep - touched, keptNewer, unknownOwners };
}

function planOf(
  { db, open, order, extras, onBlocked }: ListRequest,
  { list, tally, pause }: Pick<PlanRestoreRequest, 'list' | 'tally' | 'pause'>,
): PlanRestoreRequest {
  const { snapshot, plan, paths, roots, protectedPaths } = open;
  const { folders } = plan.plan;
  const exclusions = readManifest(paths.manifest)?.exclusions ?? exclusionsSchema.parse({});
  const add: PlanRestoreRequest['list']['add'] = (item) => {
    list.add(item);
    tally.add(item);
  };
  return {
    ...{ db, list, tally, order, roots, protectedPaths, onBlocked, pause },
    ...{ sequence: snapshot.sequence, files: paths.files, user: thisUser() },
    filter: createEntryFilter(order, folders),
    mark: order.suffix ?? asOf(snapshot.completedAt, 'minute'),
    extras: extras?.() ?? (order.exact ? createExtraFinder({ exclusions, folders, protectedPaths, add }) : null),
  };
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
function absentIn(dryRun: string): number {
  if (!fs.existsSync(dryRun)) return 0;
  const db = new Database(dryRun, { readonly: true });
  try {
    const found: unknown = db.pragma('user_version', { simple: true });
    return typeof found === 'number' ? found : 0;
  } finally {
    db.close();
  }
}
