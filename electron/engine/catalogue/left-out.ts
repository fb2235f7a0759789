import type { Connection } from './open-catalogue.ts';

/** Names of a plan's snapshot folders that could not be taken into the catalogue, each with how its lists were then. */
export function readLeftOut(db: Connection, planKey: number): Map<string, string> {
  const stored = db.prepare<[number], string>('SELECT left_out FROM place WHERE key = ?').pluck().get(planKey);
  return new Map(JSON.parse(stored ?? '[]') as [string, string][]);
}

/** The same of all plans. */
export function listLeftOut(db: Connection): { readonly planKey: number; readonly name: string }[] {
  const keys = db.prepare<[], number>("SELECT key FROM place WHERE left_out <> '[]'").pluck().all();
  return keys.flatMap((planKey) => [...readLeftOut(db, planKey).keys()].map((name) => ({ planKey, name })));
}

export function writeLeftOut(db: Connection, planKey: number, leftOut: ReadonlyMap<string, string>): void {
  db.prepare('UPDATE place SET left_out = ? WHERE key = ?').run(JSON.stringify([...leftOut]), planKey);
}
