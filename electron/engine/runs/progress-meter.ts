import type { Progress, RunPhase, RunStep } from '#shared/domain/run.ts';

export interface Amount {
  readonly files?: number;
  readonly bytes?: number;
}

export interface ProgressMeter {
  /** Begins a step; totals that are not given are unknown. Ends the step before it. */
  enter(phase: RunPhase, totals?: Amount): void;
  advance(done: Amount, path?: string): void;
  readonly current: Progress;
  /** The steps so far with what each took; the present one included. */
  steps(): RunStep[];
}

/** Rates are judged over this time, so that a pause or a burst shows within seconds. */
const windowMs = 5000;

/** Keeps a run's progress and calls `publish` ten times a second at most, whatever the number of advances. */
export function createProgressMeter(
  publish: (progress: Progress) => void,
  now: () => number = Date.now,
): ProgressMeter {
  const steps: RunStep[] = [];
  let state = start('checking');
  let enteredAt = now();
  let publishedAt = 0;
  let mark = { at: enteredAt, bytes: 0, files: 0 };
  let rate = { bytes: 0, files: 0 };

  const measure = (at: number): void => {
    const elapsed = at - mark.at;
    if (elapsed < 500) return;
    const weight = Math.min(1, elapsed / windowMs) ** 0.5;
    const follow = (known: number, done: number): number => {
      const fresh = (done * 1000) / elapsed;
      return known === 0 ? fresh : known + (fresh - known) * weight;
    };
    rate = {
      bytes: follow(rate.bytes, state.bytesDone - mark.bytes),
      files: follow(rate.files, state.filesDone - mark.files),
    };
    mark = { at, bytes: state.bytesDone, files: state.filesDone };
  };
  const send = (force: boolean): void => {
    const at = now();
    if (!force && at - publishedAt < 100) return;
    measure(at);
    publishedAt = at;
    const rates = { bytesPerSecond: Math.round(rate.bytes), filesPerSecond: Math.round(rate.files) };
    state = { ...state, ...rates, leftMs: timeLeft(state, at - enteredAt) };
    publish(state);
  };
  return {
    enter: (phase, totals = {}) => {
      const at = now();
      if (steps.length > 0 || at > enteredAt) addStep(steps, { phase: state.phase, durationMs: at - enteredAt });
      enteredAt = at;
      mark = { at, bytes: 0, files: 0 };
      rate = { bytes: 0, files: 0 };
      state = { ...start(phase), filesTotal: totals.files ?? null, bytesTotal: totals.bytes ?? null };
      send(true);
    },
    advance: ({ files = 0, bytes = 0 }, path) => {
      state = {
        ...state,
        filesDone: upTo(state.filesTotal, state.filesDone + files),
        bytesDone: upTo(state.bytesTotal, state.bytesDone + bytes),
        path: path ?? state.path,
      };
      send(false);
    },
    get current() {
      return state;
    },
    steps: () => {
      const all = [...steps];
      addStep(all, { phase: state.phase, durationMs: now() - enteredAt });
      return all;
    },
  };
}

/** A phase that is entered again for the next of several things (databases) is one step. */
function addStep(steps: RunStep[], step: RunStep): void {
  const last = steps.at(-1);
  if (last?.phase !== step.phase) steps.push(step);
  else steps.splice(-1, 1, { phase: step.phase, durationMs: last.durationMs + step.durationMs });
}

/** What is done twice (a file that changed while it was copied) counts once. */
const upTo = (total: number | null, done: number): number => (total === null ? done : Math.min(total, done));

function start(phase: RunPhase): Progress {
  return {
    phase,
    filesDone: 0,
    filesTotal: null,
    bytesDone: 0,
    bytesTotal: null,
    bytesPerSecond: 0,
    leftMs: null,
    path: null,
  };
}

/** Too early to tell before this much of a step has passed. */
const tellableMs = 1000;

/**
 * Time left of a step by the share done so far. Bytes and files count half each: a few large files first, thousands of
 * small ones after, made either alone foretell minutes where seconds were left. Null until there is enough to go by.
 */
function timeLeft(state: Progress, elapsedMs: number): number | null {
  const shares = [shareOf(state.bytesDone, state.bytesTotal), shareOf(state.filesDone, state.filesTotal)].filter(
    (share) => share !== null,
  );
  if (shares.length === 0) return null;
  const done = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  if (done >= 1) return 0;
  return done > 0 && elapsedMs >= tellableMs ? Math.round((elapsedMs * (1 - done)) / done) : null;
}

const shareOf = (done: number, total: number | null): number | null =>
  total === null || total === 0 ? null : Math.min(1, done / total);
