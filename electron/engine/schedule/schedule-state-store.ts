import { type NewAuditEntry, recordAudit } from '../audit/record-audit.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import type { ClockRecord } from './judge-clock.ts';

/** What holds for all schedules of a home: a pause, and whether the clock can be relied on. */
export function createScheduleStateStore(db: Connection) {
  const paused = db.prepare<[], string | null>('SELECT paused_until FROM schedule_state').pluck();
  const clock = db.prepare<[], ClockRecord>(
    `SELECT clock_shown AS shown, clock_off_ms AS offMs, clock_noted_at AS notedAt FROM schedule_state
     WHERE clock_shown IS NOT NULL`,
  );
  return {
    pausedUntil: (): string | null => paused.get() ?? null,
    pause: (until: string | null, entry: NewAuditEntry): void => {
      db.transaction(() => {
        recordAudit(db, entry);
        db.prepare('UPDATE schedule_state SET paused_until = ?').run(until);
      }).immediate();
    },
    /** Whether times may be relied on: while not, nothing is removed because of its age. */
    clockTrusted: (): boolean => (clock.get()?.offMs ?? 0) === 0,
    /** Null before anybody looked at it. */
    clock: (): ClockRecord | null => clock.get() ?? null,
    noteClock: ({ shown, offMs, notedAt }: ClockRecord, entry?: NewAuditEntry): void => {
      db.transaction(() => {
        if (entry) recordAudit(db, entry);
        db.prepare('UPDATE schedule_state SET clock_shown = ?, clock_off_ms = ?, clock_noted_at = ?').run(
          ...[shown, offMs, notedAt],
        );
      }).immediate();
    },
  };
}
