const most = 3;
const withinMs = 60_000;

/** Whether a page that crashed just now (ms) is to be loaded again: not the fourth time within a minute. */
export function createCrashCount(): (now: number) => 'reload' | 'ask' {
  let crashes: readonly number[] = [];
  return (now) => {
    crashes = [...crashes.filter((at) => now - at < withinMs), now];
    return crashes.length > most ? 'ask' : 'reload';
  };
}
