import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PlanRow } from '../../../electron/engine/catalogue/plans-store.ts';
import { removeSnapshot } from '../../../electron/engine/catalogue/remove-snapshot.ts';
import type { Difference } from '../../../shared/domain/snapshot.ts';
import { type FilledCatalogue, fillCatalogue } from '../../helpers/fill-catalogue.ts';

/** Paths below /home/ada with their sizes; null for a folder. */
type Tree = ReadonlyMap<string, number | null>;

const names = fc.constantFrom('a', 'a b', 'a-', 'b', 'B', 'é', '\u{1f600}', '\uf7e9');
const path = fc.array(names, { minLength: 1, maxLength: 4 }).map((parts) => `/home/ada/${parts.join('/')}`);
const tree: fc.Arbitrary<Tree> = fc
  .array(fc.tuple(path, fc.option(fc.integer({ min: 0, max: 2 }))), { maxLength: 12 })
  .map((entries) => {
    const files = new Map(entries);
    // Whatever has something below it is a folder.
    for (const [own] of entries) for (const above of parentsOf(own)) files.set(above, null);
    return files;
  });

const parentsOf = (own: string): string[] =>
  own
    .split('/')
    .flatMap((_, index, parts) => (index > 2 && index < parts.length - 1 ? [parts.slice(0, index + 1).join('/')] : []));

const asEntries = (files: Tree) =>
  Object.fromEntries([
    ['/home/ada/', {}],
    ...[...files].map(([own, size]) => (size === null ? [`${own}/`, {}] : [own, { size }])),
  ]);

/** Folder by folder, names by code point, a folder before what it holds. */
function inOrder(one: string, other: string): number {
  const [left, right] = [one.split('/'), other.split('/')];
  const at = left.findIndex((name, index) => name !== right[index]);
  if (at < 0 || at >= right.length) return left.length - right.length;
  return Buffer.compare(Buffer.from(left[at] ?? ''), Buffer.from(right[at] ?? ''));
}

function model(before: Tree, after: Tree, below: string): string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((own) => own === below || below === '/' || own.startsWith(`${below}/`))
    .filter((own) => before.get(own) !== after.get(own))
    .sort(inOrder)
    .map((own) => `${!before.has(own) ? 'added' : !after.has(own) ? 'removed' : 'changed'} ${own}`);
}

interface Asked {
  readonly from: number;
  readonly to: number;
  readonly path?: string;
  readonly limit: number;
}

function pages({ catalogue }: FilledCatalogue, plan: PlanRow, { path: below = '/', ...asked }: Asked): Difference[][] {
  const all: Difference[][] = [];
  for (let after: string | undefined, more = true; more; ) {
    const page = catalogue.entries.diff({ planKey: plan.key, path: below, ...asked, after });
    all.push(page.items);
    after = page.next ?? undefined;
    more = after !== undefined;
  }
  return all;
}

const told = (differences: readonly Difference[]) => differences.map(({ change, path: own }) => `${change} ${own}`);

it('is in pages what it is as a whole: what a comparison of both trees says, also after snapshots were removed', () => {
  const history = fc.array(tree, { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(
      history,
      fc.infiniteStream(fc.nat()),
      path,
      fc.integer({ min: 1, max: 4 }),
      (trees, choices, below, limit) => {
        const filled = fillCatalogue();
        try {
          const [plan, other] = [filled.addPlan('Papers'), filled.addPlan('Other')];
          const made = trees.map((files) => {
            filled.addSnapshot(other, asEntries(files));
            return { ...filled.addSnapshot(plan, asEntries(files)), files };
          });
          while (made.length > 1) {
            for (const from of made) {
              for (const to of made) {
                const asked = { from: from.sequence, to: to.sequence };
                const whole = pages(filled, plan, { ...asked, limit: 1000 }).flat();
                expect(told(whole)).toEqual(model(from.files, to.files, '/'));
                expect(pages(filled, plan, { ...asked, limit }).flat()).toEqual(whole);
                const part = pages(filled, plan, { ...asked, path: below, limit });
                expect(told(part.flat())).toEqual(model(from.files, to.files, below));
                expect(part.every((page, index) => page.length === limit || index === part.length - 1)).toBe(true);
              }
            }
            const [removed] = made.splice((choices.next().value ?? 0) % made.length, 1);
            filled.db.transaction(() => removeSnapshot(filled.db, removed?.id ?? ''))();
          }
          const stale =
            'SELECT count(*) FROM change WHERE sequence NOT IN (SELECT sequence FROM snapshot WHERE plan_key = change.plan_key)';
          expect(filled.db.prepare(stale).pluck().get()).toBe(0);
        } finally {
          filled.close();
        }
      },
    ),
    { numRuns: 12 },
  );
});

it('goes through a folder with more changes than are sorted at once', () => {
  const filled = fillCatalogue();
  try {
    const plan = filled.addPlan('Papers');
    const name = (index: number) => `/home/ada/file ${String(index).padStart(5, '0')}`;
    const files = (change: (index: number) => number | null) =>
      Object.fromEntries(
        Array.from({ length: 9000 }, (_, index) => [name(index), change(index)] as const).flatMap(([own, size]) =>
          size === null ? [] : [[own, { size }]],
        ),
      );
    const from = filled.addSnapshot(plan, { ...files(() => 1), '/home/ada/file 00500x/in': { size: 1 } }).sequence;
    const to = filled.addSnapshot(plan, {
      ...files((index) => (index % 2 ? index : index % 5 ? 1 : null)),
      '/home/ada/file 00500x/in': { size: 2 },
    }).sequence;
    const found = pages(filled, plan, { from, to, limit: 700 });
    const expected = Array.from({ length: 9000 }, (_, index) => index).flatMap((index) => {
      const change =
        index % 2 ? (index === 1 ? [] : [`changed ${name(index)}`]) : index % 5 ? [] : [`removed ${name(index)}`];
      return index === 500 ? [...change, 'changed /home/ada/file 00500x/in'] : change;
    });
    expect(told(found.flat())).toEqual(expected);
    expect(found.slice(0, -1).every((page) => page.length === 700)).toBe(true);
  } finally {
    filled.close();
  }
});
