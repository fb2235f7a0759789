import fs from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

// To be preloaded into a program (--import=…): at its end the longest delay of its main thread's event loop, in
// milliseconds, is added as a line to the file that HOLDFAST_LOOP_FILE names, and at each SIGUSR2, which begins anew.
// The first half second is not counted: a program that starts loads its modules synchronously.
const file = process.env.HOLDFAST_LOOP_FILE;
// Threads inherit what their process preloads.
if (isMainThread && file) {
  const resolution = 5;
  const delays = monitorEventLoopDelay({ resolution });
  setTimeout(() => delays.enable(), 500).unref();
  const write = () => {
    // What is recorded holds the timer's own period.
    const longest = delays.count > 0 ? Math.max(0, delays.max / 1e6 - resolution) : 0;
    fs.appendFileSync(file, `${longest.toFixed(2)}\n`);
    delays.reset();
  };
  process.on('SIGUSR2', write);
  process.once('exit', write);
}
