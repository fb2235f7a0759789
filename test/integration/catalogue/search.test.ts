import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { VersionFilter } from '../../../electron/engine/catalogue/version-filter.ts';
import type { Found } from '../../../shared/domain/snapshot.ts';
import { type FilledCatalogue, fillCatalogue, instant } from '../../helpers/fill-catalogue.ts';
import { withoutPatience } from '../../helpers/without-patience.ts';

const letters = fc.constantFrom('a', 'A', 'b', 'Ä', 'ä', '%', '_', '\\', '.', ' ');
const name = fc.string({ unit: letters, minLength: 1, maxLength: 5 }).filter((text) => text !== '.' && text !== '..');
const pattern = fc.string({ unit: fc.oneof(letters, fc.constantFrom('*', '?')), minLength: 1, maxLength: 3 });

/** 0: the name is the text, 1: begins with it, 2: holds it; undefined if it does not fit. */
function rankOf(own: string, text: string): number | undefined {
  const [name, wanted] = [own.toLowerCase(), text.toLowerCase()];
  if (/[*?]/.test(text)) {
    const parts = [...wanted].map((letter) =>
      letter === '*' ? '.*' : letter === '?' ? '.' : letter.replace(/[\\.]/, '\\$&'),
    );
    return new RegExp(`^${parts.join('')}$`, 's').test(name) ? 0 : undefined;
  }
  if (name === wanted) return 0;
  return name.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : undefined;
}

interface Asked extends VersionFilter {
  readonly pattern: string;
  readonly planKeys?: readonly number[];
  readonly limit: number;
}

function pages({ catalogue }: FilledCatalogue, asked: Asked): Found[][] {
  const all: Found[][] = [];
  for (let after: string | undefined, more = true; more; ) {
    const page = catalogue.entries.find({ planKeys: undefined, ...asked, after });
    all.push(page.items);
    after = page.next ?? undefined;
    more = after !== undefined;
  }
  return all;
}

it('finds in pages what fits, names that begin with the text before those that hold it', () => {
  const versions = fc.uniqueArray(fc.tuple(name, fc.integer({ min: 1, max: 3 })), {
    minLength: 1,
    maxLength: 12,
    selector: ([own]) => own,
  });
  fc.assert(
    fc.property(
      versions,
      fc.array(pattern, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 4 }),
      (all, patterns, limit) => {
        const filled = fillCatalogue();
        try {
          const [plan, other] = [filled.addPlan('Papers'), filled.addPlan('Other')];
          for (const round of [1, 2, 3]) {
            const now = all.map(([own, count]) => [`/x/${own}`, { size: Math.min(round, count) }] as const);
            filled.addSnapshot(plan, Object.fromEntries(now));
            filled.addSnapshot(other, Object.fromEntries(now));
          }
          for (const text of patterns) {
            const expected = all.flatMap(([own, count]) =>
              rankOf(own, text) === undefined
                ? []
                : Array.from({ length: count }, (_, index) => `/x/${own} ${index + 1}`),
            );
            if (rankOf('x', text) !== undefined) expected.push('/x 0');
            const found = pages(filled, { pattern: text, planKeys: [plan.key], limit });
            expect(
              found
                .flat()
                .map(({ path, size }) => `${path} ${size}`)
                .sort(),
            ).toEqual(expected.sort());
            const ranks = found.flat().map((one) => rankOf(one.name, text) ?? 9);
            expect(ranks).toEqual([...ranks].sort());
            expect(found.slice(0, -1).every((page) => page.length === limit)).toBe(true);
            expect(found.flat()).toEqual(pages(filled, { pattern: text, planKeys: [plan.key], limit: 1000 }).flat());
            expect(pages(filled, { pattern: text, limit }).flat()).toHaveLength(2 * expected.length);
          }
        } finally {
          filled.close();
        }
      },
    ),
    { numRuns: 15 },
  );
});

it('goes on beyond what is ranked at once, also when the catalogue changes between two pages', () => {
  const filled = fillCatalogue();
  try {
    const plan = filled.addPlan('Papers');
    const names = Array.from({ length: 10_000 }, (_, index) => `/x/${index % 2 ? 'file' : 'a file'} ${index}`);
    filled.addSnapshot(plan, Object.fromEntries(names.map((own) => [own, {}])));
    const whole = pages(filled, { pattern: 'file', limit: 300 }).flat();
    expect(new Set(whole.map(({ path }) => path)).size).toBe(10_000);
    expect(whole.slice(0, 5000).every((one) => one.name.startsWith('file'))).toBe(true);
    const first = filled.catalogue.entries.find({
      pattern: 'file',
      planKeys: undefined,
      after: undefined,
      limit: 1400,
    });
    filled.db.prepare("UPDATE entry SET name = 'gone ' || id WHERE name = 'file 3999'").run();
    const second = filled.catalogue.entries.find({
      ...{ pattern: 'file', planKeys: undefined, limit: 1400 },
      after: first.next ?? '',
    });
    expect(second.items.map(({ path }) => path)).not.toContain(first.items.at(-1)?.path);
    expect(first.items.length + second.items.length).toBe(2800);
  } finally {
    filled.close();
  }
});

it('finds the better names among many, wherever they lie', () => {
  const filled = fillCatalogue();
  try {
    const plan = filled.addPlan('Papers');
    filled.addSnapshot(plan, { '/x/first': {} });
    addNames(filled, plan.key, 90_000, (number) => {
      if (number === 80_000) return 'FILE';
      return number % 30 === 29 ? `File ${number}` : `a file ${number}`;
    });
    const found: Found[] = [];
    for (let after: string | undefined, left = 9; left > 0; left -= 1) {
      const page = filled.catalogue.entries.find({ pattern: 'file', planKeys: [plan.key], after, limit: 1000 });
      found.push(...page.items);
      after = page.next ?? undefined;
    }
    const numbers = Array.from({ length: 90_000 }, (_, number) => number).filter((number) => number !== 80_000);
    const starting = numbers.filter((number) => number % 30 === 29).map((number) => `File ${number}`);
    const holding = numbers.filter((number) => number % 30 !== 29).map((number) => `a file ${number}`);
    expect(found.map((one) => one.name)).toEqual(['FILE', ...starting, ...holding].slice(0, 9000));
  } finally {
    filled.close();
  }
});

/** Files beside the one there is, as it is, in the order of their numbers. */
function addNames({ db }: FilledCatalogue, planKey: number, count: number, nameOf: (number: number) => string): void {
  const parent = db.prepare("SELECT parent_id FROM entry WHERE name = 'first'").pluck().get();
  const entry = db.prepare('INSERT INTO entry (plan_key, parent_id, name) VALUES (?, ?, ?)');
  const version = db.prepare(
    `INSERT INTO version (entry_id, first_seq, type, size, mtime_s, mtime_ns, mode, uid, gid, dev, ino, ctime_s, ctime_ns, flags)
     VALUES (?, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)`,
  );
  db.transaction(() => {
    for (let number = 0; number < count; number += 1) {
      version.run(entry.run(planKey, parent, nameOf(number)).lastInsertRowid);
    }
  })();
}

/** Whether a version that was found without a filter is one that the filter lets through. */
function passes(
  found: Found,
  { since, until, minSize, maxSize, state = 'any' }: VersionFilter,
  now: Set<string>,
): boolean {
  const sized = minSize !== undefined || maxSize !== undefined;
  return (
    (since === undefined || found.current || found.lastSnapshot.at >= since) &&
    (until === undefined || found.firstSnapshot.at <= until) &&
    (!sized || (found.type === 'file' && found.size >= (minSize ?? 0) && found.size <= (maxSize ?? 9))) &&
    (state === 'any' || (state === 'present') === now.has(`${found.planName} ${found.path}`))
  );
}

/** Two plans: one backed up every round, and one only in the first. Gives what their newest snapshots hold. */
function fillRounds(filled: FilledCatalogue, rounds: readonly Readonly<Record<string, number>>[]): Set<string> {
  const now = new Set(['Papers /x']);
  const [plan, other] = [filled.addPlan('Papers'), filled.addPlan('Other')];
  const trees = rounds.map((round) => Object.entries(round).map(([own, size]) => [`/x/${own}`, { size }] as const));
  for (const tree of trees) filled.addSnapshot(plan, { '/x/': {}, ...Object.fromEntries(tree) });
  for (const [path] of trees.at(-1) ?? []) now.add(`Papers ${path}`);
  filled.addSnapshot(other, Object.fromEntries(trees[0] ?? []));
  for (const [path] of trees[0] ?? []) now.add(`Other ${path}`).add('Other /x');
  return now;
}

const time = fc.option(fc.integer({ min: 0, max: 6 }).map(instant), { nil: undefined });
const size = fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined });
const filter = fc.record({
  ...{ since: time, until: time, minSize: size, maxSize: size },
  state: fc.constantFrom('any' as const, 'present' as const, 'deleted' as const),
});

it('finds with filters what it finds without them and they let through, in the same order', () => {
  const names = fc.constantFrom('a', 'ab', 'b', 'ba', 'c');
  const rounds = fc.array(fc.dictionary(names, fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(rounds, fc.array(filter, { minLength: 3, maxLength: 8 }), (trees, filters) => {
      const filled = fillCatalogue();
      try {
        const now = fillRounds(filled, trees);
        const all = pages(filled, { pattern: '*', limit: 1000 }).flat();
        for (const asked of filters) {
          const expected = all.filter((found) => passes(found, asked, now));
          for (const limit of [1, 3, 1000]) {
            expect(pages(filled, { pattern: '*', limit, ...asked }).flat()).toEqual(expected);
          }
          const slowly = withoutPatience(() => pages(filled, { pattern: '*', limit: 2, ...asked }));
          expect(slowly.flat()).toEqual(expected);
        }
      } finally {
        filled.close();
      }
    }),
    { numRuns: 15 },
  );
});
