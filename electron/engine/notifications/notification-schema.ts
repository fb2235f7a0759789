import type { Channel } from '#shared/domain/notification.ts';

/** On the desktop, where there is one, people are told unless they say otherwise. */
const desktop: Channel = {
  id: '3f0c7f1e-8a55-4c1b-9d5e-6b1f0c3a2d01',
  name: 'Desktop',
  target: { kind: 'desktop' },
  enabled: true,
  // As it was when the schema was made, so not the list that later versions may change.
  events: ['run-failed', 'run-warning', 'recovered', 'overdue', 'low-space', 'unusual-change'],
  plans: null,
  address: '',
  hasSecret: false,
};

/**
 * `run_news`: runs that began or ended and have not been thought about yet. Triggers write it, in the very transaction that
 * records the run, and whoever thinks about it takes the row along: so a run is told of once, by whichever process it was
 * recorded and by whichever it is told. `standing`: what people know of a plan, a repository. `notification`: what they are
 * told, once for each `key`. `delivery`: by which channel, and what became of it; times are ms. `claimed_until`: some process
 * is sending it. `channel`: the ways there are, without anything secret.
 */
export const notificationSchema = `
CREATE TABLE run_news (
  run_number INTEGER NOT NULL,
  what TEXT NOT NULL,
  PRIMARY KEY (run_number, what)
) WITHOUT ROWID;
CREATE TRIGGER run_began AFTER INSERT ON run WHEN new.kind = 'backup' BEGIN
  INSERT OR IGNORE INTO run_news VALUES (new.number, 'began');
END;
CREATE TRIGGER run_ended AFTER UPDATE OF outcome ON run WHEN old.outcome IS NULL AND new.outcome IS NOT NULL BEGIN
  INSERT OR IGNORE INTO run_news VALUES (new.number, 'ended');
END;

CREATE TABLE standing (
  subject TEXT PRIMARY KEY,
  json TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE channel (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  json TEXT NOT NULL
);
INSERT INTO channel (id, name, json) VALUES ('${desktop.id}', '${desktop.name}', '${JSON.stringify(desktop)}');

CREATE TABLE notification (
  number INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  json TEXT NOT NULL
);

CREATE TABLE delivery (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  notification INTEGER NOT NULL,
  channel_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  channel_kind TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting',
  queued_at INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  claimed_until INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  tried_at INTEGER,
  answer TEXT,
  error TEXT,
  UNIQUE (notification, channel_id)
);
CREATE INDEX delivery_waiting ON delivery (channel_id, number) WHERE state = 'waiting';
`;
