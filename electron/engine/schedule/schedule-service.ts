import { describeEvery } from '#shared/describe-every.ts';
import type { AuditAction } from '#shared/domain/audit.ts';
import { endlessPause, type Occurrence, type Schedules } from '#shared/domain/schedule.ts';
import { HoldfastError } from '#shared/errors.ts';
import { auditEntry, type NewAuditEntry } from '../audit/record-audit.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { PlanRow } from '../catalogue/plans-store.ts';
import type { Clock } from '../ports.ts';
import type { Service } from '../services.ts';
import type { ChangeHub } from '../system/change-hub.ts';
import { readOccurrenceCursor, writeOccurrenceCursor } from './occurrence-cursor.ts';
import { nextOccurrences } from './occurrences.ts';

interface Dependencies {
  readonly catalogue: CatalogueClient;
  readonly changes: ChangeHub;
  readonly clock: Clock;
  /** Whether this engine stays and starts what comes due. */
  readonly keeping: boolean;
  /** Looks at once whether anything is due. */
  readonly look: () => void;
}

/** What starts by itself, what became of it, and how to hold it up. */
export function createScheduleService({
  catalogue,
  changes,
  clock,
  keeping,
  look,
}: Dependencies): Service<'schedules'> {
  const get = async (count: number): Promise<Schedules> => {
    const { plans, occurrences, schedule } = catalogue.write;
    const [rows, newest, paused, record] = await Promise.all([
      ...([plans.distinct(), occurrences.newest(), schedule.pausedUntil(), schedule.clock()] as const),
    ]);
    const now = clock.now();
    const noted = record?.notedAt ?? null;
    return {
      keeping,
      pausedUntil: paused !== null && Date.parse(paused) > now ? paused : null,
      clock: {
        trusted: (record?.offMs ?? 0) === 0,
        offMs: record?.offMs ?? 0,
        notedAt: noted === null ? null : new Date(noted).toISOString(),
      },
      schedules: rows.flatMap((row) => describeSchedules(row, { newest, now, count })),
    };
  };
  const done = async (): Promise<Schedules> => {
    changes.emit(['plans']);
    look();
    return get(shownNext);
  };
  const entry = (
    action: AuditAction,
    order: Readonly<Record<string, unknown>>,
    subject = 'all schedules',
  ): NewAuditEntry => auditEntry(clock.now(), { action, subject, details: { order } });
  return {
    get: ({ count }) => get(count),
    occurrences: async ({ plan, state, after, limit }) => {
      const row = plan === undefined ? undefined : await catalogue.read.plans.find(plan);
      if (plan !== undefined && !row) throw new HoldfastError('plan-not-found', { plan });
      const before = after === undefined ? undefined : readOccurrenceCursor(after);
      const items = await catalogue.read.occurrences.list({ planId: row?.plan.id, state, before, limit });
      const last = items.at(-1);
      return { items, next: last && items.length === limit ? writeOccurrenceCursor(last) : null };
    },
    preview: async ({ every, timeZone, count }) => ({
      words: describeEvery(every, 'en'),
      next: instantsOf(nextOccurrences({ every, timeZone }, clock.now(), count)),
    }),
    pause: async ({ until }) => {
      if (until !== null && Date.parse(until) <= clock.now()) {
        throw new HoldfastError('invalid-input', { reason: 'The end of the pause is over already.' });
      }
      await catalogue.write.schedule.pause(until ?? endlessPause, entry('schedule-pause', { until }));
      return done();
    },
    resume: async () => {
      if ((await catalogue.write.schedule.pausedUntil()) !== null) {
        await catalogue.write.schedule.pause(null, entry('schedule-resume', {}));
      }
      return done();
    },
    acceptClock: async () => {
      const record = await catalogue.write.schedule.clock();
      if (record !== null && record.offMs !== 0) {
        const accepted = { shown: clock.now(), offMs: 0, notedAt: null };
        await catalogue.write.schedule.noteClock(accepted, entry('clock-agrees', { offMs: record.offMs }, 'the clock'));
      }
      return done();
    },
  };
}

/** So many of the next runs are told where nobody asks for more. */
const shownNext = 5;

interface Told {
  readonly newest: readonly Occurrence[];
  readonly now: number;
  readonly count: number;
}

const describeSchedules = ({ plan }: PlanRow, { newest, now, count }: Told): Schedules['schedules'] =>
  plan.schedules.map((schedule) => ({
    planId: plan.id,
    planName: plan.name,
    schedule,
    next: schedule.enabled ? instantsOf(nextOccurrences(schedule, now, count)) : [],
    last: newest.find(({ planId, scheduleId }) => planId === plan.id && scheduleId === schedule.id) ?? null,
  }));

const instantsOf = (dues: readonly { readonly at: number }[]): string[] =>
  dues.map(({ at }) => new Date(at).toISOString());
