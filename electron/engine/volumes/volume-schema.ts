/**
 * `volume_state`: what is known of the volume of each repository. `session` names its last mounting and `since` when that was
 * first seen; `volume` and `total_bytes` are as last seen, `abilities` as the last backup found them; `keep_free_bytes`: a
 * reserve of its own.
 * `volume_event`: the decision log. `run_id`: the backup that was started, or after which the volume was let go of.
 */
export const volumeSchema = `
CREATE TABLE volume_state (
  repository_id TEXT PRIMARY KEY,
  session TEXT,
  since TEXT,
  seen_at TEXT,
  volume TEXT,
  total_bytes INTEGER,
  abilities TEXT,
  keep_free_bytes INTEGER
);
CREATE TABLE volume_event (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  repository_id TEXT NOT NULL,
  repository_path TEXT NOT NULL,
  plan_id TEXT,
  plan_name TEXT,
  decision TEXT NOT NULL,
  last_good_at TEXT,
  problem TEXT,
  run_id TEXT
);
CREATE INDEX volume_event_by_run ON volume_event (run_id) WHERE run_id IS NOT NULL;
`;
