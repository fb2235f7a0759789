import { expect } from 'vitest';
import { openCatalogue } from '../../electron/engine/catalogue/open-catalogue.ts';
import { countContent } from '../../electron/engine/storage/plan-content.ts';

/** Expects the sums of content that are kept to be what counting every version gives. Gives how many plans have one. */
export function expectContent(home: string): number {
  const db = openCatalogue(home);
  try {
    const kept = db.prepare<[], [number, number]>('SELECT plan_key, bytes FROM plan_content').raw().all();
    const counted = new Map(countContent(db).map(({ planKey, bytes }) => [planKey, bytes]));
    expect(new Map(kept)).toEqual(new Map(kept.map(([key]) => [key, counted.get(key) ?? 0])));
    return kept.length;
  } finally {
    db.close();
  }
}
