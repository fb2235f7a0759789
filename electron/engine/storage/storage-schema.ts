/**
 * `plan_content`: bytes of content of a plan's files, each version of a path once, kept up to date by whatever adds and
 * removes versions (see plan-content.ts); a plan without a row is counted anew. `space_day`, `plan_day`: how much was free
 * and taken at the end of each day (UTC) on which the repository was there.
 */
export const storageSchema = `
CREATE TABLE plan_content (
  plan_key INTEGER PRIMARY KEY,
  bytes INTEGER NOT NULL
);
CREATE TRIGGER plan_content_removed AFTER DELETE ON place BEGIN
  DELETE FROM plan_content WHERE plan_key = old.key;
END;

CREATE TABLE space_day (
  repository_id TEXT NOT NULL,
  day TEXT NOT NULL,
  at TEXT NOT NULL,
  total_bytes INTEGER NOT NULL,
  free_bytes INTEGER NOT NULL,
  PRIMARY KEY (repository_id, day)
) WITHOUT ROWID;

CREATE TABLE plan_day (
  repository_id TEXT NOT NULL,
  day TEXT NOT NULL,
  plan_id TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (repository_id, day, plan_id)
) WITHOUT ROWID;
`;
