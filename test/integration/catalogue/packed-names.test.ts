import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { idsInBlock, packNames } from '../../../electron/engine/catalogue/name-blocks.ts';
import type { PlanRow } from '../../../electron/engine/catalogue/plans-store.ts';
import { markMissing, removeSnapshot } from '../../../electron/engine/catalogue/remove-snapshot.ts';
import { type FilledCatalogue, fillCatalogue } from '../../helpers/fill-catalogue.ts';

let filled: FilledCatalogue;
beforeEach(() => {
  filled = fillCatalogue();
});
afterEach(() => filled.close());

/** The next entry gets an id from there on. */
function goOnAt(id: number): void {
  filled.db.prepare(`INSERT INTO entry (id, plan_key, parent_id, name) VALUES (?, 0, 0, ?)`).run(id - 1, `far ${id}`);
}

const blocks = (): number[] => filled.db.prepare<[], number>('SELECT block FROM name_block').pluck().all();

function find(pattern: string, plan?: PlanRow): string[] {
  const planKeys = plan && [plan.key];
  const found: string[] = [];
  for (let after: string | undefined, more = true; more; ) {
    const page = filled.catalogue.entries.find({ pattern, planKeys, after, limit: 3 });
    found.push(...page.items.map(({ path, planName, modifiedAt }) => `${planName} ${path} ${modifiedAt}`));
    after = page.next ?? undefined;
    more = after !== undefined;
  }
  return found;
}

const tree = (names: readonly string[]) => Object.fromEntries(names.map((name) => [`/home/ada/${name}`, {}]));

it('finds the same with packed names as without, in the same order', () => {
  const letters = fc.constantFrom('a', 'A', 'b', 'Ä', 'ß', '.', '%');
  const name = fc.string({ unit: letters, minLength: 1, maxLength: 4 }).filter((one) => !/^\.{1,2}$/.test(one));
  const names = fc.uniqueArray(name, { minLength: 1, maxLength: 9 });
  const patterns = fc.array(
    fc.string({ unit: fc.oneof(letters, fc.constantFrom('*', '?')), minLength: 1, maxLength: 3 }),
  );
  fc.assert(
    fc.property(names, names, names, patterns, (first, second, third, wanted) => {
      filled.close();
      filled = fillCatalogue();
      const [papers, other] = [filled.addPlan('Papers'), filled.addPlan('Other')];
      goOnAt(idsInBlock - 4);
      filled.addSnapshot(papers, tree(first));
      goOnAt(2 * idsInBlock - 3);
      filled.addSnapshot(other, tree(second));
      filled.addSafety(papers, tree(second));
      filled.addSnapshot(papers, tree([...first, ...third]));
      const asked = wanted.flatMap((pattern) => [[pattern], [pattern, papers], [pattern, other]] as const);
      const plain = asked.map(([pattern, plan]) => find(pattern, plan));
      packNames(filled.db);
      expect(blocks()).toEqual([0, 1]);
      expect(asked.map(([pattern, plan]) => find(pattern, plan))).toEqual(plain);
    }),
    { numRuns: 15 },
  );
});

it('leaves out what new entries may still join', () => {
  const plan = filled.addPlan('Papers');
  filled.addSnapshot(plan, tree(['letter']));
  packNames(filled.db);
  expect(blocks()).toEqual([]);
  goOnAt(idsInBlock);
  packNames(filled.db);
  expect(blocks()).toEqual([0]);
  filled.addSnapshot(plan, tree(['letter', 'letter two']));
  expect(find('letter')).toHaveLength(2);
});

it('forgets the names of a block that lost an entry, and those of one whose ids are given again', () => {
  const plan = filled.addPlan('Papers');
  goOnAt(idsInBlock + 1);
  filled.addSnapshot(plan, tree(['kept']));
  goOnAt(3 * idsInBlock);
  const newest = filled.addSnapshot(plan, tree(['kept', 'gone']));
  packNames(filled.db);
  expect(blocks()).toEqual([0, 1, 2]);
  markMissing(filled.db, [newest.id]);
  filled.db.transaction(() => removeSnapshot(filled.db, newest.id))();
  filled.db.prepare(`DELETE FROM entry WHERE name LIKE 'far %' AND id > ?`).run(idsInBlock);
  // The highest id lies in block 1 now, so its free ids are next.
  expect(blocks()).toEqual([0]);
  filled.addSnapshot(plan, tree(['kept', 'new']));
  expect(find('gone')).toEqual([]);
  expect(find('new')).toHaveLength(1);
});
