const fingerprintNew = `UPDATE entry SET fingerprint = iif(new.last_seq IS NULL AND new.flags = 0, fingerprint(new.type,
    new.mode, new.uid, new.gid, new.size, new.ino, new.mtime_s, new.mtime_ns, new.ctime_s, new.ctime_ns), NULL)
    WHERE id = new.entry_id;`;

/**
 * The catalogue's first schema. `place`: a plan in one of its repositories; each has snapshots, numbers and entries of its own,
 * and its key is the `plan_key` of them all. `plan.described_at`: when the description in a repository was written from which
 * its settings were taken; null once they were made or changed here. Files are kept as intervals: a `version` row says that an entry was so from snapshot
 * `first_seq` to snapshot `last_seq` of its plan (null: still so in the plan's newest snapshot with files). An
 * unchanged file costs no row. Times are seconds and nanoseconds; names are path text; `parent_id` of a plan's
 * topmost entry is 0. `entry.folder`: it was a folder in some snapshot (kept by a trigger), so that folders are listed
 * first without looking at every file. `entry.folded`: its name in lower case where ASCII rules do not give that.
 * `entry.fingerprint`: that of its current version (see fingerprint.ts), null without one or if what was recorded of it
 * can't be trusted. Triggers keep it, so that no writer can forget to.
 * `name_block`: the names of 4096 entries with neighbouring ids packed together for searching (see name-blocks.ts). New ids
 * are always above all others; a trigger drops each block that lost an entry, and those that new ids can join again.
 * `version_by_first` and `version_by_last` find what a snapshot began and ended. `change`: in the plan's snapshot of that
 * sequence the entry in that folder differs from the snapshot before it, or something below it does; so that a page of a
 * difference costs what the page holds. The plan's first snapshot has no such rows.
 * `snapshot.kind` is `backup` or `safety`. A safety snapshot, made by a restore of what it was about to change, is no
 * state of the plan: it takes a number of the plan's, but its entries are a tree of their own below `root_entry`, with
 * the plan's key negated, and their versions begin and end with it.
 * `snapshot.has_files` is 0 where only databases were backed up: no state of the plan's files either, with an empty tree of
 * its own.
 * `dump`: a database in a snapshot; `dump_file`: its files, and those of no single database (`dump_key` null: roles and
 * tablespaces); `dump_table`: its tables; `proof`: its newest test restore.
 * `damage`: what checks found wrong in a snapshot; `ino` is the inode of the damaged copy, by which those are found that
 * share it.
 */
export const initialSchema = `
CREATE TABLE repository (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  path TEXT NOT NULL,
  created_at TEXT NOT NULL,
  volume TEXT NOT NULL
);

CREATE TABLE plan (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  created_at TEXT NOT NULL,
  settings TEXT NOT NULL,
  described_at TEXT
);

CREATE TABLE place (
  key INTEGER PRIMARY KEY,
  plan_id TEXT NOT NULL REFERENCES plan (id),
  repository_key INTEGER NOT NULL REFERENCES repository (key),
  slug TEXT NOT NULL,
  root_entry INTEGER NOT NULL,
  importing INTEGER NOT NULL DEFAULT 0,
  left_out TEXT NOT NULL DEFAULT '[]',
  UNIQUE (plan_id, repository_key),
  UNIQUE (repository_key, slug)
);

CREATE TABLE snapshot (
  id TEXT PRIMARY KEY,
  plan_key INTEGER NOT NULL REFERENCES place (key),
  sequence INTEGER NOT NULL,
  name TEXT NOT NULL,
  started_at TEXT NOT NULL,
  completed_at TEXT NOT NULL,
  confirmed_at TEXT NOT NULL,
  files INTEGER NOT NULL,
  folders INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  changes TEXT NOT NULL,
  warning_count INTEGER NOT NULL,
  pinned INTEGER NOT NULL DEFAULT 0,
  damaged INTEGER NOT NULL DEFAULT 0,
  verified_at TEXT,
  missing INTEGER NOT NULL DEFAULT 0,
  kind TEXT NOT NULL DEFAULT 'backup',
  has_files INTEGER NOT NULL DEFAULT 1,
  root_entry INTEGER,
  UNIQUE (plan_key, sequence),
  UNIQUE (plan_key, name)
) WITHOUT ROWID;

CREATE TABLE entry (
  id INTEGER PRIMARY KEY,
  plan_key INTEGER NOT NULL,
  parent_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  folded TEXT,
  folder INTEGER NOT NULL DEFAULT 0,
  fingerprint INTEGER
);
CREATE UNIQUE INDEX entry_by_name ON entry (parent_id, name);
CREATE INDEX entry_folder ON entry (parent_id, name) WHERE folder = 1;

CREATE TABLE name_block (
  block INTEGER PRIMARY KEY,
  plan_key INTEGER,
  names BLOB NOT NULL
);
CREATE TRIGGER entry_removed AFTER DELETE ON entry BEGIN
  DELETE FROM name_block WHERE block = old.id >> 12;
  DELETE FROM name_block WHERE block >= ((SELECT coalesce(max(id), 0) + 1 FROM entry) >> 12);
END;

CREATE TABLE version (
  entry_id INTEGER NOT NULL,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER,
  type INTEGER NOT NULL,
  size INTEGER NOT NULL,
  mtime_s INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,
  mode INTEGER NOT NULL,
  uid INTEGER NOT NULL,
  gid INTEGER NOT NULL,
  dev INTEGER NOT NULL,
  ino INTEGER NOT NULL,
  ctime_s INTEGER NOT NULL,
  ctime_ns INTEGER NOT NULL,
  flags INTEGER NOT NULL,
  sha256 BLOB,
  link TEXT,
  PRIMARY KEY (entry_id, first_seq)
) WITHOUT ROWID;
CREATE INDEX version_by_first ON version (first_seq);
CREATE INDEX version_by_last ON version (last_seq) WHERE last_seq IS NOT NULL;
CREATE TRIGGER folder_seen AFTER INSERT ON version WHEN new.type = 1 BEGIN
  UPDATE entry SET folder = 1 WHERE id = new.entry_id AND folder = 0;
END;
CREATE TRIGGER version_added AFTER INSERT ON version WHEN new.last_seq IS NULL BEGIN
  ${fingerprintNew}
END;
CREATE TRIGGER version_changed AFTER UPDATE ON version WHEN new.last_seq IS NULL OR old.last_seq IS NULL BEGIN
  ${fingerprintNew}
END;
CREATE TRIGGER version_removed AFTER DELETE ON version WHEN old.last_seq IS NULL BEGIN
  UPDATE entry SET fingerprint = NULL WHERE id = old.entry_id;
END;

CREATE TABLE change (
  plan_key INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  folder_id INTEGER NOT NULL,
  entry_id INTEGER NOT NULL,
  PRIMARY KEY (plan_key, sequence, folder_id, entry_id)
) WITHOUT ROWID;

CREATE TABLE damage (
  snapshot_id TEXT NOT NULL,
  path TEXT NOT NULL,
  reason TEXT NOT NULL,
  missing INTEGER NOT NULL,
  ino INTEGER,
  PRIMARY KEY (snapshot_id, path)
) WITHOUT ROWID;
CREATE INDEX damage_by_inode ON damage (ino) WHERE ino IS NOT NULL;

CREATE TABLE dump (
  key INTEGER PRIMARY KEY,
  snapshot_id TEXT NOT NULL,
  source_id TEXT NOT NULL,
  label TEXT NOT NULL,
  database TEXT NOT NULL,
  path TEXT NOT NULL,
  format TEXT NOT NULL,
  at TEXT NOT NULL,
  duration_ms INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  database_bytes INTEGER NOT NULL,
  tables INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  server_version TEXT NOT NULL,
  UNIQUE (snapshot_id, source_id, database)
);
CREATE INDEX dump_by_database ON dump (source_id, database);

CREATE TABLE dump_file (
  snapshot_id TEXT NOT NULL,
  path TEXT NOT NULL,
  dump_key INTEGER,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (snapshot_id, path)
) WITHOUT ROWID;

CREATE TABLE dump_table (
  dump_key INTEGER NOT NULL,
  schema TEXT NOT NULL,
  name TEXT NOT NULL,
  rows INTEGER,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (dump_key, schema, name)
) WITHOUT ROWID;
CREATE TRIGGER dump_removed AFTER DELETE ON dump BEGIN
  DELETE FROM dump_table WHERE dump_key = old.key;
END;

CREATE TABLE proof (
  snapshot_id TEXT NOT NULL,
  source_id TEXT NOT NULL,
  database TEXT NOT NULL,
  at TEXT NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (snapshot_id, source_id, database)
) WITHOUT ROWID;

CREATE TRIGGER snapshot_removed AFTER DELETE ON snapshot BEGIN
  DELETE FROM damage WHERE snapshot_id = old.id;
  DELETE FROM dump WHERE snapshot_id = old.id;
  DELETE FROM dump_file WHERE snapshot_id = old.id;
  DELETE FROM proof WHERE snapshot_id = old.id;
END;

CREATE TABLE run (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  plan_id TEXT,
  plan_name TEXT,
  snapshot_id TEXT,
  subject TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  outcome TEXT,
  result TEXT,
  error TEXT,
  warning_count INTEGER NOT NULL DEFAULT 0,
  steps TEXT NOT NULL DEFAULT '[]',
  progress TEXT,
  cancel_requested INTEGER NOT NULL DEFAULT 0,
  pid INTEGER NOT NULL,
  process_start TEXT NOT NULL
);
CREATE INDEX run_by_plan ON run (plan_id, number);
CREATE INDEX run_by_snapshot ON run (snapshot_id) WHERE snapshot_id IS NOT NULL;
CREATE INDEX run_open ON run (number) WHERE outcome IS NULL;

CREATE TABLE run_warning (
  run_number INTEGER NOT NULL,
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  path TEXT NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY (run_number, position)
) WITHOUT ROWID;
`;
