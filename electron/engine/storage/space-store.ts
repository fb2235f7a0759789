import type { StorageDay } from '#shared/domain/storage.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import type { SpaceSample } from './forecast-full.ts';

interface StoredDay {
  readonly day: string;
  readonly at: string;
  readonly totalBytes: number;
  readonly freeBytes: number;
}

/** How full the volumes of repositories were, day by day. */
export function createSpaceStore(db: Connection) {
  const days = db.prepare<[string, string], StoredDay>(
    `SELECT day, at, total_bytes AS totalBytes, free_bytes AS freeBytes FROM space_day
     WHERE repository_id = ? AND day >= ? ORDER BY day`,
  );
  const plans = db.prepare<[string, string], { day: string; planId: string; bytes: number }>(
    'SELECT day, plan_id AS planId, bytes FROM plan_day WHERE repository_id = ? AND day >= ? ORDER BY day, plan_id',
  );
  const putDay = db.prepare(
    'INSERT OR REPLACE INTO space_day VALUES (@repositoryId, @day, @at, @totalBytes, @freeBytes)',
  );
  const clearPlans = db.prepare('DELETE FROM plan_day WHERE repository_id = ? AND day = ?');
  const putPlan = db.prepare('INSERT INTO plan_day VALUES (@repositoryId, @day, @planId, @bytes)');
  return {
    /** In the place of what was recorded of that day before. */
    put: (repositoryId: string, { plans: taken, ...told }: StorageDay): void => {
      db.transaction(() => {
        putDay.run({ repositoryId, ...told });
        clearPlans.run(repositoryId, told.day);
        for (const plan of taken) putPlan.run({ repositoryId, day: told.day, ...plan });
      }).immediate();
    },
    /** From a day (2026-11-21) on, oldest first. */
    days: (repositoryId: string, from: string): StorageDay[] => {
      const taken = Map.groupBy(plans.all(repositoryId, from), ({ day }) => day);
      return days.all(repositoryId, from).map((told) => ({
        ...told,
        plans: (taken.get(told.day) ?? []).map(({ planId, bytes }) => ({ planId, bytes })),
      }));
    },
    /** What a forecast goes by. */
    samples: (repositoryId: string, from: string): SpaceSample[] =>
      days
        .all(repositoryId, from)
        .map(({ at, totalBytes, freeBytes }) => ({ at: Date.parse(at), totalBytes, freeBytes })),
  };
}
