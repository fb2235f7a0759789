import type { RunKind } from '#shared/domain/run.ts';
import type { Words } from './words/en.ts';

export interface GoingRun {
  readonly kind: RunKind;
  readonly planName: string | null;
}

export interface QuitQuestion {
  readonly message: string;
  readonly detail: string;
  /** Quitting first, staying second. */
  readonly buttons: readonly [string, string];
}

const listed = 5;

/** What is asked before quitting ends what goes on; null: nothing does. Pure. */
export function describeQuit(runs: readonly GoingRun[], { run, ofPlan, quit }: Words): QuitQuestion | null {
  if (runs.length === 0) return null;
  const named = runs.map(({ kind, planName }) => (planName === null ? run[kind] : ofPlan(run[kind], planName)));
  const rest = named.length > listed ? ['…'] : [];
  const going = runs.filter(({ kind }) => goesOn.has(kind)).length;
  const after = going === runs.length ? quit.continues : going === 0 ? quit.stops : quit.mixed;
  return {
    message: quit.going(runs.length),
    detail: `${[...named.slice(0, listed), ...rest].join('\n')}\n\n${after}`,
    buttons: [going === 0 ? quit.stop : quit.later, quit.stay],
  };
}

/** What the next start takes up by itself. */
const goesOn: ReadonlySet<RunKind> = new Set(['backup', 'delete']);
