import { type NewAuditEntry, recordAudit } from '../audit/record-audit.ts';
import type { VolumeIdentity } from '../repository/volume-identity.ts';
import type { Connection } from './open-catalogue.ts';

export interface RepositoryRow {
  readonly key: number;
  readonly id: string;
  readonly path: string;
  readonly createdAt: string;
  /** The volume it was last accepted on. */
  readonly volume: VolumeIdentity;
}

interface Stored extends Omit<RepositoryRow, 'volume'> {
  readonly volume: string;
}

const columns = 'key, id, path, created_at AS createdAt, volume';

/** Repositories this home knows. */
export function createRepositoriesStore(db: Connection) {
  const parse = (row: Stored | undefined): RepositoryRow | undefined =>
    row && { ...row, volume: JSON.parse(row.volume) };
  const list = db.prepare<[], Stored>(`SELECT ${columns} FROM repository ORDER BY path`);
  const byId = db.prepare<[string], Stored>(`SELECT ${columns} FROM repository WHERE id = ?`);
  const byPath = db.prepare<[string], Stored>(`SELECT ${columns} FROM repository WHERE path = ?`);
  return {
    list: (): RepositoryRow[] => list.all().flatMap((row) => parse(row) ?? []),
    byId: (id: string): RepositoryRow | undefined => parse(byId.get(id)),
    /** Several where drives are mounted in one place by turns. */
    byPath: (path: string): RepositoryRow[] => byPath.all(path).flatMap((row) => parse(row) ?? []),
    /** Adds a repository, or takes over its new place and volume when its id is known; with its entry in the audit trail. */
    put: (row: Omit<RepositoryRow, 'key'>, entry?: NewAuditEntry): void => {
      db.transaction(() => {
        if (entry) recordAudit(db, entry);
        db.prepare(
          `INSERT INTO repository (id, path, created_at, volume) VALUES (@id, @path, @createdAt, @volume)
           ON CONFLICT (id) DO UPDATE SET path = excluded.path, volume = excluded.volume`,
        ).run({ ...row, volume: JSON.stringify(row.volume) });
      }).immediate();
    },
  };
}
