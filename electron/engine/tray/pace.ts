export interface Pace {
  /** What is paced is done soon: at once where it has not been done for a while. Asked several times before, it is done once. */
  ask(): void;
  stop(): void;
}

/** Does something when asked, with at least so many ms between the end of one time and the beginning of the next. It must not reject. */
export function pace(act: () => void | Promise<void>, everyMs: number): Pace {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let [going, wanted, stopped] = [false, false, false];
  let free = Number.NEGATIVE_INFINITY;
  const run = async (): Promise<void> => {
    timer = undefined;
    [going, wanted] = [true, false];
    await act();
    free = performance.now() + everyMs;
    going = false;
    if (wanted) plan();
  };
  const plan = (): void => {
    if (stopped) return;
    timer ??= setTimeout(() => void run(), Math.max(0, free - performance.now()));
  };
  return {
    ask: () => {
      if (going) wanted = true;
      else plan();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
