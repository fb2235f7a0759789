import type { Dump } from '#shared/domain/database.ts';
import type { DumpedFile } from '../databases/dumped-database.ts';
import { planPaths } from '../repository/layout.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { createGrowthReader } from './dump-growth.ts';
import { createTableReader } from './dump-tables.ts';
import type { PageOf } from './list-folder.ts';
import type { Connection } from './open-catalogue.ts';

/** A dump as the catalogue knows it, with what is told of it. */
export interface DumpRow {
  readonly key: number;
  readonly planKey: number;
  readonly sequence: number;
  /** Relative to the snapshot; `dump.path` is absolute. */
  readonly path: string;
  readonly dump: Dump;
}

/** Which dumps: all that fit everything given. */
export interface DumpChoice {
  /** A plan in its repositories. */
  readonly planKeys?: readonly number[] | undefined;
  readonly snapshotId?: string | undefined;
  /** Id or label of the server in its plan. */
  readonly source?: string | undefined;
  readonly database?: string | undefined;
  /** Only the newest of each database of a plan. */
  readonly newest?: boolean | undefined;
}

interface Stored extends Omit<Dump, 'damaged' | 'proof' | 'path'> {
  readonly key: number;
  readonly planKey: number;
  readonly sequence: number;
  readonly completedAt: string;
  readonly path: string;
  readonly repository: string;
  readonly slug: string;
  readonly damaged: number;
  readonly proof: string | null;
}

/** A check found one of its files wrong: by the end of the path, since a repository may have moved. */
const isDamaged = `(s.damaged > 0 AND EXISTS (SELECT 1 FROM dump_file f CROSS JOIN damage g ON g.snapshot_id = f.snapshot_id
    AND substr(g.path, -length('/' || f.path)) = '/' || f.path
  WHERE f.snapshot_id = d.snapshot_id AND f.dump_key = d.key))`;

const select = `SELECT d.key, s.plan_key AS planKey, s.sequence, s.completed_at AS completedAt, d.snapshot_id AS snapshotId,
    s.name AS snapshotName, p.id AS planId, p.name AS planName, d.source_id AS sourceId, d.label, d.database, d.path, d.format,
    d.at, d.duration_ms AS durationMs, d.bytes, d.database_bytes AS databaseBytes, d.tables, d.rows,
    d.server_version AS serverVersion, r.path AS repository, c.slug, ${isDamaged} AS damaged,
    (SELECT json FROM proof o WHERE o.snapshot_id = d.snapshot_id AND o.source_id = d.source_id
       AND o.database = d.database) AS proof
  FROM chosen CROSS JOIN dump d ON d.key = chosen.key CROSS JOIN snapshot s ON s.id = d.snapshot_id
    CROSS JOIN place c ON c.key = s.plan_key CROSS JOIN plan p ON p.id = c.plan_id
    CROSS JOIN repository r ON r.key = c.repository_key`;

/** Keys are chosen, ordered and cut to a page before anything is looked up for them. */
const dumpsThere = 'FROM snapshot s CROSS JOIN dump d ON d.snapshot_id = s.id WHERE s.missing = 0';

/** Dumps that restores made for their own undoing are told only with their snapshot. */
const fits = `(s.id = @snapshotId OR (@snapshotId IS NULL AND s.kind = 'backup'))
  AND (@planKeys IS NULL OR s.plan_key IN (SELECT value FROM json_each(@planKeys)))
  AND (@source IS NULL OR d.source_id = @source OR d.label = @source) AND (@database IS NULL OR d.database = @database)`;

/** Of each database of a plan only what its newest backup of it holds. */
const isNewest = `(@newest = 0 OR d.key IN (SELECT key FROM (SELECT key, max(at) FROM
  (SELECT d.key, s.completed_at AS at, c.plan_id, d.source_id, d.database, max(s.sequence)
   FROM snapshot s CROSS JOIN dump d ON d.snapshot_id = s.id CROSS JOIN place c ON c.key = s.plan_key
   WHERE s.missing = 0 AND s.kind = 'backup' GROUP BY s.plan_key, d.source_id, d.database)
  GROUP BY plan_id, source_id, database)))`;

const newestFirst = 'ORDER BY s.completed_at DESC, s.sequence DESC, d.label, d.database';

/** Databases in snapshots: their dumps, files, tables and proofs. */
export function createDumpsStore(db: Connection) {
  const page = db.prepare<unknown[], Stored>(
    `WITH chosen AS MATERIALIZED (SELECT d.key ${dumpsThere} AND ${fits} AND ${isNewest}
       AND (@at IS NULL OR s.completed_at < @at OR (s.completed_at = @at
         AND (s.sequence < @number OR (s.sequence = @number AND (d.label, d.database) > (@lastLabel, @lastDatabase)))))
       ${newestFirst} LIMIT @limit)
     ${select} ${newestFirst}`,
  );
  const before = db.prepare<unknown[], Stored>(
    `WITH chosen AS (SELECT d.key FROM dump d CROSS JOIN snapshot s ON s.id = d.snapshot_id AND s.missing = 0
       WHERE d.source_id = @sourceId AND d.database = @database AND s.plan_key = @planKey AND s.sequence < @sequence
         AND s.kind = 'backup' ORDER BY s.sequence DESC LIMIT 1)
     ${select}`,
  );
  const files = db.prepare<[string], DumpedFile>(
    'SELECT path, size, sha256 FROM dump_file WHERE snapshot_id = ? ORDER BY path',
  );
  const same = db.prepare<unknown[], DumpedFile & { readonly snapshotId: string }>(
    `SELECT snapshot_id AS snapshotId, path, size, sha256 FROM dump_file
     WHERE sha256 = @sha256 AND size = @size AND (snapshot_id, path) <> (@snapshotId, @path)`,
  );
  const newest = db.prepare<unknown[], Stored>(
    `WITH chosen AS MATERIALIZED (SELECT d.key, max(s.sequence) ${dumpsThere} AND s.plan_key = @planKey
       AND s.kind = 'backup' AND NOT ${isDamaged} GROUP BY d.source_id, d.database)
     ${select} ORDER BY d.label, d.database`,
  );
  return {
    /** Newest snapshot first, by label and database within each. */
    page: ({ after, limit, ...choice }: DumpChoice & { readonly after?: string | undefined; readonly limit: number }) =>
      toPage(page.all({ ...bound(choice), ...boundPlace(after), limit: limit + 1 }), limit),
    /** All that fit, newest first. */
    find: (choice: DumpChoice): DumpRow[] =>
      page.all({ ...bound(choice), ...boundPlace(undefined), limit: -1 }).map(toRow),
    /** The dump of the same database in the plan's backup before it. */
    before: ({ planKey, sequence, dump: { sourceId, database } }: DumpRow): DumpRow | undefined =>
      optional(before.get({ planKey, sequence, sourceId, database })),
    /** Files of all dumps of a snapshot, those of roles and tablespaces too; paths relative to it. */
    filesOf: (snapshotId: string): DumpedFile[] => files.all(snapshotId),
    /** Files of other dumps, in any repository, that were recorded with the same content. */
    sameFiles: (snapshotId: string, { path, size, sha256 }: DumpedFile) => same.all({ snapshotId, path, size, sha256 }),
    /** The newest undamaged dump of each database that a plan's backups hold: the last good copies. */
    newestGood: (planKey: number): DumpRow[] => newest.all({ planKey }).map(toRow),
    tables: createTableReader(db),
    growth: createGrowthReader(db),
  };
}

const bound = ({ planKeys, snapshotId, source, database, newest }: DumpChoice) => ({
  planKeys: planKeys ? JSON.stringify(planKeys) : null,
  snapshotId: snapshotId ?? null,
  source: source ?? null,
  database: database ?? null,
  newest: newest ? 1 : 0,
});

function boundPlace(after: string | undefined) {
  const [at, number, lastLabel, lastDatabase] = readCursor(after, ['string', 'number', 'string', 'string']) ?? [];
  return {
    at: at ?? null,
    number: number ?? null,
    lastLabel: lastLabel ?? null,
    lastDatabase: lastDatabase ?? null,
  };
}

function toPage(rows: readonly Stored[], limit: number): PageOf<Dump> {
  const items = rows.slice(0, limit);
  const end = rows.length > limit ? items.at(-1) : undefined;
  const next = end ? writeCursor([end.completedAt, end.sequence, end.label, end.database]) : null;
  return { items: items.map((row) => toRow(row).dump), next };
}

const optional = (row: Stored | undefined): DumpRow | undefined => row && toRow(row);

function toRow({ key, planKey, sequence, completedAt: _, repository, slug, path, ...stored }: Stored): DumpRow {
  const folder = `${planPaths(repository, slug).snapshots}/${stored.snapshotName}`;
  const { damaged, proof, ...told } = stored;
  const dump: Dump = {
    ...told,
    path: `${folder}/${path}`,
    damaged: damaged === 1,
    proof: proof === null ? null : JSON.parse(proof),
  };
  return { key, planKey, sequence, path, dump };
}
