import type { Connection } from '../catalogue/open-catalogue.ts';

/** What the catalogue remembers of sample data besides its plan. */
export function createSampleStore(db: Connection) {
  return {
    /**
     * Forgets the runs of plans that have been removed, and the repository in that place if no plan is in it. Gives the ids of
     * the runs, whose files may go. The audit trail stays as it is.
     */
    forget: (planIds: readonly string[], repositoryPath: string): string[] =>
      db
        .transaction(() => {
          const runs = planIds.flatMap((id) => forgetRuns(db, id));
          forgetRepository(db, repositoryPath);
          return runs;
        })
        .immediate(),
  };
}

function forgetRuns(db: Connection, planId: string): string[] {
  const runs = db
    .prepare<[string], { id: string; number: number }>(
      'SELECT id, number FROM run WHERE plan_id = ? AND outcome IS NOT NULL',
    )
    .all(planId);
  const byNumber = ['run_warning', 'run_news'].map((table) => db.prepare(`DELETE FROM ${table} WHERE run_number = ?`));
  const byId = ['run_hook', 'audited_run'].map((table) => db.prepare(`DELETE FROM ${table} WHERE run_id = ?`));
  const remove = db.prepare('DELETE FROM run WHERE number = ?');
  for (const { id, number } of runs) {
    for (const statement of byNumber) statement.run(number);
    for (const statement of byId) statement.run(id);
    remove.run(number);
  }
  db.prepare('DELETE FROM occurrence WHERE plan_id = ?').run(planId);
  db.prepare('DELETE FROM plan_day WHERE plan_id = ?').run(planId);
  db.prepare("DELETE FROM standing WHERE subject GLOB '* ' || ?").run(planId);
  return runs.map(({ id }) => id);
}

function forgetRepository(db: Connection, path: string): void {
  const unused = db
    .prepare<[string], { key: number; id: string }>(
      `SELECT key, id FROM repository r
       WHERE path = ? AND NOT EXISTS (SELECT 1 FROM place c WHERE c.repository_key = r.key)`,
    )
    .all(path);
  for (const { key, id } of unused) {
    for (const table of ['volume_state', 'volume_event', 'space_day', 'plan_day'])
      db.prepare(`DELETE FROM ${table} WHERE repository_id = ?`).run(id);
    db.prepare("DELETE FROM standing WHERE subject = 'space ' || ?").run(id);
    db.prepare('DELETE FROM repository WHERE key = ?').run(key);
  }
}
