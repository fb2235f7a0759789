import type { Occurrence, SkipReason, WaitReason } from '#shared/domain/schedule.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import type { Due } from './occurrences.ts';

/** An occurrence of a plan's schedule. */
export interface DueOf extends Due {
  readonly planId: string;
  readonly scheduleId: string;
}

export interface OccurrenceFilter {
  readonly planId?: string | undefined;
  readonly state?: Occurrence['state'] | undefined;
  /** Only those before the one that this number's cursor names. */
  readonly before?: { readonly dueAt: string; readonly number: number } | undefined;
  readonly limit: number;
}

const select = `SELECT o.number, o.plan_id AS planId, p.name AS planName, o.schedule_id AS scheduleId, o.key,
  o.due_at AS dueAt, o.decided_at AS decidedAt, o.state, o.reason, o.run_id AS runId, r.outcome
  FROM occurrence o LEFT JOIN plan p ON p.id = o.plan_id LEFT JOIN run r ON r.id = o.run_id`;

const insertion = `INSERT INTO occurrence (plan_id, schedule_id, key, due_at, decided_at, state, reason, run_id)
  VALUES (@planId, @scheduleId, @key, @dueAt, @decidedAt, @state, @reason, @runId)
  ON CONFLICT (plan_id, schedule_id, key) DO UPDATE SET decided_at = excluded.decided_at, state = excluded.state,
    reason = coalesce(excluded.reason, reason), run_id = excluded.run_id
  WHERE state = 'waiting'`;

/** Occurrences of schedules: what became of each. Times of `Due` and `now` are ms. */
export function createOccurrencesStore(db: Connection) {
  const decided = db
    .prepare<[string, string, string], string>(
      `SELECT due_at FROM occurrence WHERE plan_id = ? AND schedule_id = ? AND due_at <= ? AND state <> 'waiting' AND ahead = 0
       ORDER BY due_at DESC LIMIT 1`,
    )
    .pluck();
  const newest = db.prepare<[], Occurrence>(
    `${select} WHERE o.number IN (SELECT (SELECT number FROM occurrence WHERE plan_id = q.id
       AND schedule_id = j.value ->> '$.id' ORDER BY due_at DESC, number DESC LIMIT 1)
     FROM plan q, json_each(q.settings, '$.schedules') j)`,
  );
  const list = db.prepare<[Record<string, unknown>], Occurrence>(
    `${select} WHERE (@planId IS NULL OR o.plan_id = @planId) AND (@state IS NULL OR o.state = @state)
       AND (@dueAt IS NULL OR (o.due_at, o.number) < (@dueAt, @number))
     ORDER BY o.due_at DESC, o.number DESC LIMIT @limit`,
  );
  const insert = db.prepare(insertion);
  const reasonOf = db
    .prepare<[string, string, string], SkipReason | null>(
      'SELECT reason FROM occurrence WHERE plan_id = ? AND schedule_id = ? AND key = ?',
    )
    .pluck();
  const settle = db.prepare(
    'UPDATE occurrence SET ahead = 0 WHERE plan_id = ? AND schedule_id = ? AND key = ? AND ahead = 1',
  );
  return {
    /** When the last occurrence of a schedule that was decided about was due, of those up to now; null without one. */
    lastDecided: ({ planId, scheduleId }: Pick<DueOf, 'planId' | 'scheduleId'>, now: number): number | null => {
      const dueAt = decided.get(planId, scheduleId, instant(now));
      return dueAt === undefined ? null : Date.parse(dueAt);
    },
    /** The newest of each schedule that plans have. */
    newest: () => newest.all(),
    /** Newest first. */
    list: ({ planId, state, before, limit }: OccurrenceFilter) => {
      const from = { dueAt: before?.dueAt ?? null, number: before?.number ?? null };
      return list.all({ planId: planId ?? null, state: state ?? null, ...from, limit });
    },
    /** Records that it waits, or was skipped; unless it was decided about already. Tells whether that is new. */
    decide: (
      due: DueOf,
      reason: SkipReason | WaitReason,
      { state, now }: { state: 'waiting' | 'skipped'; now: number },
    ) => db.transaction(() => record(insert, due, { state, reason, runId: null, now })).immediate(),
    /** Those that a later one makes up for: they keep what they waited for, or nothing of Holdfast ran at their time. */
    pass: (dues: readonly DueOf[], now: number): void => {
      db.transaction(() => {
        for (const due of dues) {
          const reason = reasonOf.get(due.planId, due.scheduleId, due.key) ?? 'missed';
          record(insert, due, { state: 'skipped', reason, runId: null, now });
        }
      }).immediate();
    },
    /** The clock was set back: what has been skipped or waited for after `now` has not come yet, what was started may. */
    forgetAhead: (now: number): void => {
      db.transaction(() => {
        db.prepare("DELETE FROM occurrence WHERE due_at > ? AND state <> 'started'").run(instant(now));
        db.prepare('UPDATE occurrence SET ahead = 1 WHERE due_at > ?').run(instant(now));
      }).immediate();
    },
    /** One that comes due again after the clock was set back: tells whether it has been started before. */
    settleAhead: ({ planId, scheduleId, key }: DueOf): boolean => settle.run(planId, scheduleId, key).changes === 1,
  };
}

/** Takes an occurrence for a run, once: tells whether it was free. Call it in the transaction that records the run. */
export function claimOccurrence(db: Connection, due: DueOf, { runId, now }: { runId: string; now: number }): boolean {
  return record(db.prepare(insertion), due, { state: 'started', reason: null, runId, now });
}

type Statement = ReturnType<Connection['prepare']>;

interface Decided {
  readonly state: Occurrence['state'];
  readonly reason: SkipReason | null;
  readonly runId: string | null;
  readonly now: number;
}

function record(insert: Statement, { planId, scheduleId, key, at }: DueOf, { now, ...decided }: Decided): boolean {
  const of = { planId, scheduleId, key, dueAt: instant(at), decidedAt: instant(now) };
  return insert.run({ ...of, ...decided }).changes === 1;
}

const instant = (ms: number): string => new Date(ms).toISOString();
