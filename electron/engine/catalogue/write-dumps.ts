import type { DumpTable } from '#shared/domain/database.ts';
import type { DumpedDatabase, DumpedGlobals } from '../databases/dumped-database.ts';
import type { DumpProof } from '../repository/manifest.ts';
import type { Connection } from './open-catalogue.ts';

export interface DumpsToWrite {
  readonly databases: readonly DumpedDatabase[];
  readonly globals: readonly DumpedGlobals[];
  /** Tables of a database, as its counts file tells; none where that can't be read. */
  readonly tablesOf: (dump: DumpedDatabase) => Iterable<DumpTable>;
}

/** Records what a snapshot holds of databases. To be called within the transaction that records the snapshot. */
export function writeDumps(db: Connection, snapshotId: string, { databases, globals, tablesOf }: DumpsToWrite): void {
  const insert = db.prepare(
    `INSERT INTO dump (snapshot_id, source_id, label, database, path, format, at, duration_ms, bytes, database_bytes,
       tables, rows, server_version)
     VALUES (@snapshotId, @sourceId, @label, @database, @path, @format, @at, @durationMs, @bytes, @databaseBytes,
       @tables, @rows, @serverVersion)`,
  );
  const file = db.prepare(
    `INSERT INTO dump_file (snapshot_id, path, dump_key, size, sha256)
     VALUES (@snapshotId, @path, @dumpKey, @size, @sha256)`,
  );
  const table = db.prepare(
    `INSERT OR REPLACE INTO dump_table (dump_key, schema, name, rows, bytes)
     VALUES (@dumpKey, @schema, @name, @rows, @bytes)`,
  );
  for (const dump of databases) {
    const { files, ...row } = dump;
    const dumpKey = Number(insert.run({ ...row, snapshotId }).lastInsertRowid);
    for (const one of files) file.run({ ...one, snapshotId, dumpKey });
    for (const { schema, name, rows, bytes } of tablesOf(dump)) table.run({ dumpKey, schema, name, rows, bytes });
  }
  for (const { files } of globals) for (const one of files) file.run({ ...one, snapshotId, dumpKey: null });
}

/** Puts what is known of test restores of a snapshot's dumps in the place of what was known before. */
export function writeProofs(db: Connection, snapshotId: string, proofs: readonly DumpProof[]): void {
  db.prepare('DELETE FROM proof WHERE snapshot_id = ?').run(snapshotId);
  const insert = db.prepare(
    `INSERT OR REPLACE INTO proof (snapshot_id, source_id, database, at, json)
     VALUES (@snapshotId, @sourceId, @database, @at, @json)`,
  );
  for (const { sourceId, database, proof } of proofs) {
    insert.run({ snapshotId, sourceId, database, at: proof.at, json: JSON.stringify(proof) });
  }
}
