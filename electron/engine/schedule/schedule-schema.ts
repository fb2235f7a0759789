/**
 * `occurrence`: each time at which a schedule came due, and what became of it, once (`key`): `state` is waiting, started
 * (then the run's outcome is its own) or skipped. Whoever turns a row to started has the occurrence: it is done in the
 * transaction that records the run, so of two processes only one starts it. `ahead`: it was started while the clock was
 * ahead, and comes due again: it is not started again, and those before it have not been decided about.
 * `schedule_state`: one row. `paused_until`: no
 * occurrence starts before. `clock_…`: what the clock showed when it was last noted, and by how much it is off since it was
 * set by more than an hour (0: it can be relied on).
 */
export const scheduleSchema = `
CREATE TABLE occurrence (
  number INTEGER PRIMARY KEY,
  plan_id TEXT NOT NULL,
  schedule_id TEXT NOT NULL,
  key TEXT NOT NULL,
  due_at TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  run_id TEXT,
  ahead INTEGER NOT NULL DEFAULT 0,
  UNIQUE (plan_id, schedule_id, key)
);
CREATE INDEX occurrence_by_time ON occurrence (plan_id, schedule_id, due_at);
CREATE INDEX occurrence_by_due ON occurrence (due_at, number);

CREATE TABLE schedule_state (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  paused_until TEXT,
  clock_shown INTEGER,
  clock_off_ms INTEGER NOT NULL DEFAULT 0,
  clock_noted_at INTEGER
);
INSERT INTO schedule_state (only_row) VALUES (1);
`;
