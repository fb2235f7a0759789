/**
 * `unusual`: backups that found far more changed or gone than is usual for their plan, with what they found (see
 * `unusualExtentSchema`). `answer` is null until somebody said what it was: so long nothing of the plan is deleted. The
 * snapshot's manifest and its `state.json` tell the same, so that it survives the catalogue.
 */
export const unusualSchema = `
CREATE TABLE unusual (
  snapshot_id TEXT PRIMARY KEY,
  files INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  usual REAL,
  bound REAL NOT NULL,
  answer TEXT,
  answered_at TEXT
) WITHOUT ROWID;
CREATE TRIGGER unusual_removed AFTER DELETE ON snapshot BEGIN
  DELETE FROM unusual WHERE snapshot_id = old.id;
END;
`;
