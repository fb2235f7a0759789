/** `run_hook`: commands of its plan that were run for a run, in their order, and how each ended. */
export const hooksSchema = `
CREATE TABLE run_hook (
  run_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  moment TEXT NOT NULL,
  command TEXT NOT NULL,
  ended TEXT NOT NULL,
  exit_code INTEGER,
  duration_ms INTEGER NOT NULL,
  PRIMARY KEY (run_id, position)
) WITHOUT ROWID;
`;
