import type { RepositoryVolume, VolumeEvent, VolumeStatus } from '#shared/domain/volume.ts';
import { type NewAuditEntry, recordAudit } from '../audit/record-audit.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';

/** What is known of a repository's volume. */
export interface VolumeRecord {
  readonly repositoryId: string;
  /** Names its last mounting; null before it was seen. */
  readonly session: string | null;
  /** When that was first seen. */
  readonly since: string | null;
  readonly seenAt: string | null;
  readonly volume: RepositoryVolume | null;
  readonly totalBytes: number | null;
  readonly abilities: VolumeStatus['abilities'];
  readonly keepFreeBytes: number | null;
}

export type SeenVolume = Pick<VolumeRecord, 'repositoryId' | 'session' | 'since' | 'seenAt' | 'volume' | 'totalBytes'>;

export type NewVolumeEvent = Omit<VolumeEvent, 'number' | 'outcome'>;

export interface VolumeEventFilter {
  readonly repositoryId?: string | undefined;
  /** Only those before that number. */
  readonly before?: number | undefined;
  readonly limit: number;
}

interface Stored extends Omit<VolumeRecord, 'volume' | 'abilities'> {
  readonly volume: string | null;
  readonly abilities: string | null;
}

const columns = `repository_id AS repositoryId, session, since, seen_at AS seenAt, volume, total_bytes AS totalBytes,
  abilities, keep_free_bytes AS keepFreeBytes`;

/** Of the drives: what is known of them, and what was decided when they appeared. */
export function createVolumesStore(db: Connection) {
  const list = db.prepare<[], Stored>(`SELECT ${columns} FROM volume_state`);
  const reserve = db
    .prepare<[Record<string, unknown>], number | null>(
      `SELECT max(v.keep_free_bytes) FROM place c JOIN repository r ON r.key = c.repository_key
       JOIN volume_state v ON v.repository_id = r.id
       WHERE c.plan_id = @planId AND (@repositoryId IS NULL OR r.id = @repositoryId)`,
    )
    .pluck();
  const events = db.prepare<[Record<string, unknown>], VolumeEvent>(
    `SELECT e.number, e.at, e.repository_id AS repositoryId, e.repository_path AS repositoryPath, e.plan_id AS planId,
       e.plan_name AS planName, e.decision, e.last_good_at AS lastGoodAt, e.problem, e.run_id AS runId, r.outcome
     FROM volume_event e LEFT JOIN run r ON r.id = e.run_id
     WHERE (@repositoryId IS NULL OR e.repository_id = @repositoryId) AND (@before IS NULL OR e.number < @before)
     ORDER BY e.number DESC LIMIT @limit`,
  );
  const lastBackup = db.prepare<[string], { id: string; startedAt: string; outcome: string | null; bySelf: number }>(
    `SELECT id, started_at AS startedAt, outcome,
       EXISTS (SELECT 1 FROM occurrence WHERE plan_id = run.plan_id AND run_id = run.id)
         OR EXISTS (SELECT 1 FROM volume_event WHERE run_id = run.id AND decision = 'started') AS bySelf
     FROM run WHERE plan_id = ? AND kind = 'backup' ORDER BY number DESC LIMIT 1`,
  );
  const letGo = db
    .prepare<[string], number>(
      "SELECT 1 FROM volume_event WHERE run_id = ? AND decision IN ('unmounted', 'not-unmounted')",
    )
    .pluck();
  return {
    list: (): VolumeRecord[] => list.all().map(parse),
    /** Notes a volume that is there, or was until now. */
    see: (seen: SeenVolume): void => {
      db.prepare(
        `INSERT INTO volume_state (repository_id, session, since, seen_at, volume, total_bytes)
         VALUES (@repositoryId, @session, @since, @seenAt, @volume, @totalBytes)
         ON CONFLICT (repository_id) DO UPDATE SET session = excluded.session, since = excluded.since,
           seen_at = excluded.seen_at, volume = excluded.volume, total_bytes = coalesce(excluded.total_bytes, total_bytes)`,
      ).run({ ...seen, volume: seen.volume && JSON.stringify(seen.volume) });
    },
    noteAbilities: (repositoryId: string, abilities: NonNullable<VolumeStatus['abilities']>): void => {
      db.prepare(
        `INSERT INTO volume_state (repository_id, abilities) VALUES (?, ?)
         ON CONFLICT (repository_id) DO UPDATE SET abilities = excluded.abilities WHERE abilities IS NOT excluded.abilities`,
      ).run(repositoryId, JSON.stringify(abilities));
    },
    /** A reserve of its own for a repository, or none; with its entry in the audit trail. */
    setReserve: (repositoryId: string, keepFreeBytes: number | null, entry: NewAuditEntry): void => {
      db.transaction(() => {
        recordAudit(db, entry);
        db.prepare(
          `INSERT INTO volume_state (repository_id, keep_free_bytes) VALUES (?, ?)
           ON CONFLICT (repository_id) DO UPDATE SET keep_free_bytes = excluded.keep_free_bytes`,
        ).run(repositoryId, keepFreeBytes);
      }).immediate();
    },
    /** The reserve of a plan's repository (the largest, if none is named) where it has one of its own, else null. */
    reserveOf: (planId: string, repositoryId: string | null): number | null =>
      reserve.get({ planId, repositoryId }) ?? null,
    record: (event: NewVolumeEvent): void => {
      db.prepare(
        `INSERT INTO volume_event (at, repository_id, repository_path, plan_id, plan_name, decision, last_good_at, problem, run_id)
         VALUES (@at, @repositoryId, @repositoryPath, @planId, @planName, @decision, @lastGoodAt, @problem, @runId)`,
      ).run(event);
    },
    /** Newest first. */
    events: ({ repositoryId, before, limit }: VolumeEventFilter): VolumeEvent[] =>
      events.all({ repositoryId: repositoryId ?? null, before: before ?? null, limit }),
    /**
     * Id of the plan's newest backup if it was started by itself at that instant or later, came to an end of its own, and
     * the volume has not been let go of for its sake; else null.
     */
    doneBySelf: (planId: string, since: string): string | null => {
      const last = lastBackup.get(planId);
      if (!last || last.bySelf === 0 || last.startedAt < since || letGo.get(last.id) !== undefined) return null;
      return ['succeeded', 'succeeded-with-warnings', 'failed'].includes(last.outcome ?? '') ? last.id : null;
    },
  };
}

const parse = ({ volume, abilities, ...rest }: Stored): VolumeRecord => ({
  ...rest,
  volume: volume === null ? null : JSON.parse(volume),
  abilities: abilities === null ? null : JSON.parse(abilities),
});
