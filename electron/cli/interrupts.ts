import { endProcess } from '../engine/end-process.ts';

/** Ctrl-C and SIGTERM. */
export interface Interrupts {
  /** Aborts at the first signal. */
  readonly signal: AbortSignal;
  /** While held, the first signal only aborts `signal`; otherwise, and for the second one, the process ends with 130. */
  hold(): { release(): void };
}

export function listenForInterrupts(): Interrupts {
  const controller = new AbortController();
  let holders = 0;
  const interrupt = () => {
    if (holders === 0 || controller.signal.aborted) endProcess(130);
    controller.abort();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return {
    signal: controller.signal,
    hold: () => {
      holders += 1;
      return {
        release: () => {
          holders -= 1;
        },
      };
    },
  };
}
