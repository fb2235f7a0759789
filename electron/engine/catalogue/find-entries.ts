import type { Found } from '#shared/domain/snapshot.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { EntryPaths } from './entry-paths.ts';
import type { PageOf } from './list-folder.ts';
import type { Connection } from './open-catalogue.ts';
import { type PlanTimeline, readPlanTimeline } from './plan-timeline.ts';
import { type VersionRow, versionColumns } from './version-row.ts';

export interface FindRequest {
  readonly pattern: string;
  /** One plan, or all. */
  readonly planKey: number | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

interface Hit extends VersionRow {
  readonly planKey: number;
  readonly planId: string;
  readonly planName: string;
}

/** Pages of the versions whose name fits, by entry, newest version first. */
export function createFinder(db: Connection, paths: EntryPaths): (request: FindRequest) => PageOf<Found> {
  const hits = db.prepare<unknown[], Hit>(
    `SELECT p.key AS planKey, p.id AS planId, p.name AS planName, ${versionColumns}
     FROM entry e CROSS JOIN version v ON v.entry_id = e.id CROSS JOIN plan p ON p.key = e.plan_key
     WHERE e.id >= @entry AND (e.name LIKE @pattern ESCAPE '\\' OR e.folded LIKE @folded ESCAPE '\\')
       AND e.parent_id <> 0 AND (@planKey IS NULL OR e.plan_key = @planKey)
       AND (e.id > @entry OR v.first_seq < @before)
     ORDER BY e.id, v.first_seq DESC LIMIT @limit`,
  );
  return ({ pattern, planKey, after, limit }) => {
    const [entry, before] = readCursor(after, ['number', 'number']) ?? [0, 0];
    const rows = hits.all({
      entry,
      before,
      planKey: planKey ?? null,
      pattern: toLike(pattern),
      folded: toLike(pattern.toLowerCase()),
      limit: limit + 1,
    });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const timelines = new Map<number, PlanTimeline>();
    return {
      items: page.flatMap((hit) => {
        const timeline = timelines.get(hit.planKey) ?? readPlanTimeline(db, hit.planKey);
        timelines.set(hit.planKey, timeline);
        const version = timeline.toVersion(paths.pathOf(hit.entryId), hit);
        return version ? [{ ...version, planId: hit.planId, planName: hit.planName }] : [];
      }),
      next: rows.length > limit && last ? writeCursor([last.entryId, last.firstSeq]) : null,
    };
  };
}

/** Text anywhere in the name; with * or ? the whole name must fit. */
export function toLike(pattern: string): string {
  const literal = pattern.replaceAll(/[\\%_]/g, '\\$&');
  return /[*?]/.test(pattern) ? literal.replaceAll('*', '%').replaceAll('?', '_') : `%${literal}%`;
}

/** What `entry.folded` holds: the name in lower case if that takes more than ASCII's rules (SQLite's LIKE knows those). */
export function foldName(name: string): string | null {
  const folded = name.toLowerCase();
  return folded === name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()) ? null : folded;
}
