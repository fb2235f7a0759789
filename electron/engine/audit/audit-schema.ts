/**
 * Part of the catalogue's first schema. `audit` is append-only: rows can be added, and neither changed, removed nor
 * replaced (a REPLACE removes without a DELETE trigger, so the insertion itself is refused). `run_id` is unique: a run has
 * one entry. `audited_run`: what will be told of a run once it ends, however it ends, be it by another process.
 */
export const auditSchema = `
CREATE TABLE audit (
  number INTEGER PRIMARY KEY AUTOINCREMENT CHECK (number > 0),
  at TEXT NOT NULL,
  user TEXT NOT NULL,
  uid INTEGER,
  way TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  plan_id TEXT,
  plan_name TEXT,
  snapshot_id TEXT,
  snapshot_name TEXT,
  run_id TEXT,
  outcome TEXT NOT NULL,
  details TEXT NOT NULL
);
CREATE UNIQUE INDEX audit_by_run ON audit (run_id) WHERE run_id IS NOT NULL;
CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit BEGIN
  SELECT raise(ABORT, 'the audit trail is append-only');
END;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN
  SELECT raise(ABORT, 'the audit trail is append-only');
END;
CREATE TRIGGER audit_added BEFORE INSERT ON audit
  WHEN EXISTS (SELECT 1 FROM audit WHERE number = new.number)
    OR EXISTS (SELECT 1 FROM audit WHERE run_id = new.run_id) BEGIN
  SELECT raise(ABORT, 'the audit trail is append-only');
END;

CREATE TABLE audited_run (
  run_id TEXT PRIMARY KEY,
  user TEXT NOT NULL,
  uid INTEGER,
  way TEXT NOT NULL,
  action TEXT NOT NULL,
  snapshot_name TEXT,
  details TEXT NOT NULL
) WITHOUT ROWID;
`;
