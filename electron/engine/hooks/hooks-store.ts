import type { HookReport } from '#shared/domain/hook.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';

/** What became of the commands that were run for runs. */
export function createHooksStore(db: Connection) {
  const insert = db.prepare(
    `INSERT INTO run_hook (run_id, position, moment, command, ended, exit_code, duration_ms)
     SELECT @runId, (SELECT count(*) FROM run_hook WHERE run_id = @runId), @when, @command, @end, @exitCode, @durationMs`,
  );
  const ofRun = db.prepare<[string], HookReport>(
    `SELECT moment AS "when", command, ended AS "end", exit_code AS exitCode, duration_ms AS durationMs
     FROM run_hook WHERE run_id = ? ORDER BY position`,
  );
  return {
    record: (runId: string, { when, command, end, exitCode, durationMs }: HookReport): void =>
      void insert.run({ runId, when, command, end, exitCode, durationMs }),
    /** In the order in which they were run. */
    ofRun: (runId: string): HookReport[] => ofRun.all(runId),
  };
}
