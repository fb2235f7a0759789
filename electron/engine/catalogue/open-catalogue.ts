import Database from 'better-sqlite3';
import { HoldfastError } from '#shared/errors.ts';
import { auditSchema } from '../audit/audit-schema.ts';
import { cataloguePath } from '../home-files.ts';
import { hooksSchema } from '../hooks/hooks-schema.ts';
import { notificationSchema } from '../notifications/notification-schema.ts';
import { begunBySchema } from '../retention/begun-by-schema.ts';
import { scheduleSchema } from '../schedule/schedule-schema.ts';
import { storageSchema } from '../storage/storage-schema.ts';
import { unusualSchema } from '../unusual/unusual-schema.ts';
import { volumeSchema } from '../volumes/volume-schema.ts';
import { fingerprintOf } from './fingerprint.ts';
import { initialSchema } from './migrations/001-initial.ts';

/** Applied in order; `user_version` counts how many have been. Never edit one that was released: add the next. */
const migrations: readonly string[] = [
  initialSchema + auditSchema,
  notificationSchema + scheduleSchema + unusualSchema + storageSchema + hooksSchema + begunBySchema + volumeSchema,
];

export type Connection = Database.Database;

export interface CatalogueOptions {
  /** What is kept in memory of it, in kilobytes. Who goes through it folder by folder needs little. */
  readonly cacheKb?: number;
}

/**
 * Opens the catalogue of a home, bringing its schema up to date. Several processes and threads may have it open
 * (WAL); a writer waits up to 30 s for another's transaction, so open it on worker threads only.
 */
export function openCatalogue(home: string, { cacheKb = 16_000 }: CatalogueOptions = {}): Connection {
  const db = new Database(cataloguePath(home), { timeout: 30_000 });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma(`cache_size = -${cacheKb}`);
  db.function('fingerprint', { deterministic: true, varargs: true }, fingerprint);
  migrate(db);
  return db;
}

/** As the triggers of the schema call it. */
function fingerprint(...columns: number[]): number {
  const [type = 0, mode = 0, uid = 0, gid = 0, size = 0, ino = 0, mtimeS = 0, mtimeNs = 0, ctimeS = 0, ctimeNs = 0] =
    columns;
  return fingerprintOf({ type, mode, uid, gid, size, ino, mtimeS, mtimeNs, ctimeS, ctimeNs });
}

function migrate(db: Connection): void {
  if (versionOf(db) === migrations.length) return;
  db.transaction(() => {
    const version = versionOf(db);
    if (version > migrations.length) throw new HoldfastError('format-unknown', { path: db.name, format: version });
    for (const migration of migrations.slice(version)) db.exec(migration);
    db.pragma(`user_version = ${migrations.length}`);
  }).immediate();
}

const versionOf = (db: Connection): number => Number(db.pragma('user_version', { simple: true }));
