import type { Proof } from '#shared/domain/database.ts';
import type { Connection } from '../../catalogue/open-catalogue.ts';
import type { DumpedFile } from '../dumped-database.ts';

/** The newest test restore of any dump of a server. */
export interface LastProof {
  readonly sourceId: string;
  readonly at: string;
  readonly ok: boolean;
}

interface DumpPlace {
  readonly key: number;
  readonly snapshotId: string;
  readonly label: string;
}

/** What test restores need to know, and what is known of them. */
export function createProofsStore(db: Connection) {
  const files = db.prepare<[number], DumpedFile>(
    'SELECT path, size, sha256 FROM dump_file WHERE dump_key = ? ORDER BY path',
  );
  const globals = db.prepare<unknown[], DumpedFile>(
    `SELECT path, size, sha256 FROM dump_file WHERE snapshot_id = @snapshotId AND dump_key IS NULL
       AND substr(path, 1, length(@folder)) = @folder ORDER BY path`,
  );
  const last = db.prepare<[number], { sourceId: string; at: string; json: string }>(
    `SELECT o.source_id AS sourceId, max(o.at) AS at, o.json FROM proof o JOIN snapshot s ON s.id = o.snapshot_id
     WHERE s.plan_key = ? AND s.kind = 'backup' GROUP BY o.source_id`,
  );
  return {
    /** Files of a dump by its key, and those of the roles and tablespaces of its server; paths relative to the snapshot. */
    files: ({ key, snapshotId, label }: DumpPlace): DumpedFile[] => [
      ...files.all(key),
      ...globals.all({ snapshotId, folder: `databases/${label}/` }),
    ],
    /** Of a plan, one for each server that has any. */
    last: (planKey: number): LastProof[] =>
      last.all(planKey).map(({ sourceId, at, json }) => {
        const { ok }: Proof = JSON.parse(json);
        return { sourceId, at, ok };
      }),
  };
}
