import type { Scenario, Step } from './scenario.ts';
import type { TreeEdit } from './tree-edit.ts';

/**
 * A shorter scenario that still fails, found by leaving out what is not needed, as long as there is time (`until`, in
 * milliseconds). Larger parts are tried first: each try plays backups, so it has to come to a point sooner than a
 * general way of shrinking does.
 */
export async function shorten(
  scenario: Scenario,
  fails: (one: Scenario) => Promise<boolean>,
  until: number,
): Promise<Scenario> {
  let best = scenario;
  const isEnough = async (candidate: Scenario): Promise<boolean> => {
    if (Date.now() > until || !(await fails(candidate))) return false;
    best = candidate;
    return true;
  };
  while (best.steps.length > 0 && (await isEnough({ ...best, steps: best.steps.slice(0, -1) })));
  for (let index = best.steps.length - 1; index >= 0; index -= 1) await isEnough(withoutStep(best, index));
  if (best.twoFolders) await isEnough({ ...best, twoFolders: false });
  for (const index of best.steps.keys()) {
    for (const plain of plainOptions) await isEnough(withStep(best, index, plain));
  }
  for (let size = Math.ceil(editsOf(best).length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = editsOf(best).length - size; start > -size; start -= size) {
      await isEnough(withoutEdits(best, Math.max(0, start), start + size));
    }
  }
  return best;
}

const plainOptions: readonly Partial<Step>[] = [{ after: 'nothing' }, { excludes: false }, { backup: 'plain' }];

const withStep = (scenario: Scenario, at: number, changes: Partial<Step>): Scenario => ({
  ...scenario,
  steps: scenario.steps.map((step, index) => (index === at ? { ...step, ...changes } : step)),
});

/** Its edits are done in the step after it. */
function withoutStep(scenario: Scenario, at: number): Scenario {
  const edits = scenario.steps[at]?.edits ?? [];
  const steps = scenario.steps.map((step, index) =>
    index === at + 1 ? { ...step, edits: [...edits, ...step.edits] } : step,
  );
  return { ...scenario, steps: steps.filter((_, index) => index !== at) };
}

interface Numbered {
  /** 0 for those of the beginning, then one more for each step. */
  readonly list: number;
  readonly edit: TreeEdit;
}

const editsOf = ({ first, steps }: Scenario): Numbered[] =>
  [first, ...steps.map(({ edits }) => edits)].flatMap((edits, list) => edits.map((edit) => ({ list, edit })));

function withoutEdits(scenario: Scenario, start: number, end: number): Scenario {
  const kept = editsOf(scenario).filter((_, index) => index < start || index >= end);
  const of = (wanted: number): TreeEdit[] => kept.flatMap(({ list, edit }) => (list === wanted ? [edit] : []));
  return { ...scenario, first: of(0), steps: scenario.steps.map((step, index) => ({ ...step, edits: of(index + 1) })) };
}
