import { expect, it } from 'vitest';
import { fillCatalogue } from '../../helpers/fill-catalogue.ts';

/** Asks for pages of a thousand until the end; gives what they held and the size of the largest answer. */
function readAll(
  page: (after: string | undefined) => { items: readonly { path: string }[]; next: string | null } | undefined,
) {
  const paths: string[] = [];
  let largest = 0;
  for (let after: string | undefined, more = true; more; ) {
    const answer = page(after);
    paths.push(...(answer?.items ?? []).map(({ path }) => path));
    largest = Math.max(largest, Buffer.byteLength(JSON.stringify(answer)));
    after = answer?.next ?? undefined;
    more = after !== undefined;
  }
  return { paths, largest };
}

it('gives shorter pages where paths are long, so that no answer exceeds a megabyte', () => {
  const filled = fillCatalogue();
  try {
    const plan = filled.addPlan('Papers');
    const folder = `/home/ada/${Array.from({ length: 15 }, (_, index) => `${index}`.repeat(120)).join('/')}`;
    const names = Array.from({ length: 1000 }, (_, index) => `${folder}/\u0001${'\n'.repeat(200)}${1000 + index} file`);
    filled.addSnapshot(plan, { [`${folder}/`]: {} });
    const { sequence } = filled.addSnapshot(
      plan,
      Object.fromEntries([[`${folder}/`, {}], ...names.map((own) => [own, {}])]),
    );
    const { entries } = filled.catalogue;
    const [limit, planKey] = [1000, plan.key];
    const answers = [
      readAll((after) => entries.folder({ rootEntry: plan.rootEntry, sequence }, folder, after, limit)),
      readAll((after) => entries.diff({ planKey, from: 1, to: 2, path: '/', after, limit })),
      readAll((after) => entries.find({ pattern: 'file', planKeys: [planKey], after, limit })),
    ];
    for (const { paths, largest } of answers) {
      expect(paths).toEqual(names);
      expect(largest).toBeLessThan(1_000_000);
    }
  } finally {
    filled.close();
  }
});
