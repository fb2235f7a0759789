import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DeletedRequest } from '../../../electron/engine/catalogue/deleted-entries.ts';
import type { PlanRow } from '../../../electron/engine/catalogue/plans-store.ts';
import { type FilledCatalogue, fillCatalogue } from '../../helpers/fill-catalogue.ts';
import { withoutPatience } from '../../helpers/without-patience.ts';

type Asked = Pick<DeletedRequest, 'path' | 'sequence' | 'present' | 'limit'>;

/** Paths with the last snapshot that held them so, of all pages. */
function deletedIn({ catalogue }: FilledCatalogue, { key, rootEntry }: PlanRow, asked: Asked): string[] | undefined {
  const found: string[] = [];
  for (let after: string | undefined, more = true; more; ) {
    const page = catalogue.entries.deleted({ planKey: key, rootEntry, ...asked, after });
    if (page === undefined) return undefined;
    found.push(...page.items.map(({ path: own, lastSnapshot }) => `${own} ${lastSnapshot.name}`));
    after = page.next ?? undefined;
    more = after !== undefined;
  }
  return found;
}

const files = ['/x/a', '/x/b', '/x/f/a', '/x/f/b', '/x/f/g/a', '/x/h/a'];

/** A tree's files with the folders above them. */
function withFolders(held: readonly string[]): ReadonlySet<string> {
  const all = new Set(['/x', ...held]);
  for (const file of held) for (let at = path.dirname(file); at !== '/'; at = path.dirname(at)) all.add(at);
  return all;
}

it('lists the topmost of what is gone, the last to go first', () => {
  const rounds = fc.array(fc.subarray(files), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(rounds, fc.constantFrom('/x', '/', '/x/f'), (trees, folder) => {
      const filled = fillCatalogue();
      try {
        const plan = filled.addPlan('Papers');
        const noise = filled.addPlan('Other');
        for (const tree of trees) {
          filled.addSnapshot(plan, { '/x/keep': {}, ...Object.fromEntries(tree.map((file) => [file, {}])) });
          filled.addSnapshot(noise, { [`/x/${crypto.randomUUID()}`]: {} });
        }
        const held = trees.map(withFolders);
        const now = held.at(-1) ?? new Set();
        const gone = [...new Set(held.flatMap((one) => [...one]))]
          .filter((one) => !now.has(one) && one.startsWith(folder === '/' ? '/' : `${folder}/`))
          .filter((one) => now.has(path.dirname(one)) || path.dirname(one) === folder)
          .map((one) => ({ path: one, last: held.findLastIndex((round) => round.has(one)) + 1 }));
        const known = folder !== '/x/f' || held.some((round) => round.has(folder));
        const expected = known ? gone.map(({ path: own, last }) => `${own} s${last}`).sort() : undefined;
        for (const limit of [1, 2, 100]) {
          const found = deletedIn(filled, plan, { path: folder, sequence: undefined, present: undefined, limit });
          expect(found?.toSorted()).toEqual(expected);
          const order = found?.map((line) => -Number(line.split(' s')[1])) ?? [];
          expect(order).toEqual(order.toSorted((one, other) => one - other));
          const asked = { path: folder, sequence: undefined, present: undefined, limit };
          expect(withoutPatience(() => deletedIn(filled, plan, asked))).toEqual(found);
        }
        for (const sequence of held.keys()) {
          const found = deletedIn(filled, plan, { path: folder, sequence: sequence + 1, present: undefined, limit: 1 });
          const then = gone.filter((one) => held[sequence]?.has(one.path)).map((one) => one.path);
          expect(found?.map((line) => line.split(' ')[0]).toSorted() ?? []).toEqual(known ? then.toSorted() : []);
        }
      } finally {
        filled.close();
      }
    }),
    { numRuns: 25 },
  );
});

it('what only the disk lacks comes first, by name, in pages too', () => {
  const filled = fillCatalogue();
  try {
    const plan = filled.addPlan('Papers');
    filled.addSnapshot(plan, { '/x/gone': {}, '/x/a': {}, '/x/b': {}, '/x/c': {}, '/x/f/deep': {} });
    filled.addSnapshot(plan, { '/x/a': {}, '/x/b': {}, '/x/c': {}, '/x/f/deep': {} });
    const expected = ['/x/a s2', '/x/c s2', '/x/gone s1'];
    for (const limit of [1, 2, 100]) {
      const asked = { path: '/x', sequence: undefined, present: ['b', 'f', 'new'], limit };
      expect(deletedIn(filled, plan, asked)).toEqual(expected);
    }
    const emptied = deletedIn(filled, plan, { path: '/x', sequence: 2, present: [], limit: 2 });
    expect(emptied).toEqual(['/x/a s2', '/x/b s2', '/x/c s2', '/x/f s2']);
  } finally {
    filled.close();
  }
});
