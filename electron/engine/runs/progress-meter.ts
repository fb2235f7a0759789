import type { Progress, RunPhase, RunStep } from '#shared/domain/run.ts';

export interface Amount {
  readonly files?: number;
  readonly bytes?: number;
}

export interface ProgressMeter {
  /** Begins a step; totals that are not given are unknown. Ends the step before it. */
  enter(phase: RunPhase, totals?: Amount): void;
  /** Corrects the totals of the present step. */
  expect(totals: Amount): void;
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
    const blend = (old: number, fresh: number) => (old === 0 ? fresh : old + (fresh - old) * weight);
    rate = {
      bytes: blend(rate.bytes, ((state.bytesDone - mark.bytes) * 1000) / elapsed),
      files: blend(rate.files, ((state.filesDone - mark.files) * 1000) / elapsed),
    };
    mark = { at, bytes: state.bytesDone, files: state.filesDone };
  };
  const send = (force: boolean): void => {
    const at = now();
    if (!force && at - publishedAt < 100) return;
    measure(at);
    publishedAt = at;
    state = { ...state, bytesPerSecond: Math.round(rate.bytes), leftMs: timeLeft(state, rate) };
    publish(state);
  };
  return {
    enter: (phase, totals = {}) => {
      const at = now();
      if (steps.length > 0 || at > enteredAt) steps.push({ phase: state.phase, durationMs: at - enteredAt });
      enteredAt = at;
      mark = { at, bytes: 0, files: 0 };
      rate = { bytes: 0, files: 0 };
      state = { ...start(phase), filesTotal: totals.files ?? null, bytesTotal: totals.bytes ?? null };
      send(true);
    },
    expect: (totals) => {
      state = {
        ...state,
        filesTotal: totals.files ?? state.filesTotal,
        bytesTotal: totals.bytes ?? state.bytesTotal,
      };
    },
    advance: ({ files = 0, bytes = 0 }, path) => {
      state = {
        ...state,
        filesDone: state.filesDone + files,
        bytesDone: state.bytesDone + bytes,
        path: path ?? state.path,
      };
      send(false);
    },
    get current() {
      return state;
    },
    steps: () => [...steps, { phase: state.phase, durationMs: now() - enteredAt }],
  };
}

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

/** The slower of what bytes and files foretell; null until both totals and a rate are known. */
function timeLeft(state: Progress, rate: { bytes: number; files: number }): number | null {
  const byBytes = left(state.bytesTotal, state.bytesDone, rate.bytes);
  const byFiles = left(state.filesTotal, state.filesDone, rate.files);
  if (byBytes === null || byFiles === null) return byBytes ?? byFiles;
  return Math.max(byBytes, byFiles);
}

function left(total: number | null, done: number, perSecond: number): number | null {
  if (total === null) return null;
  if (done >= total) return 0;
  return perSecond > 0 ? Math.round(((total - done) / perSecond) * 1000) : null;
}
