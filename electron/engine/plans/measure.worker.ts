import { parentPort, workerData } from 'node:worker_threads';
import { makeWay } from '../make-way.ts';
import { type MeasureRequest, measureFolders } from './measure-folders.ts';

const intervalMs = 200;

/** Posts the totals about five times a second while it walks, then the last ones; whoever started it may end it. */
function main(request: MeasureRequest): void {
  let postedAt = Date.now();
  let unposted: (() => unknown) | undefined;
  for (const read of measureFolders(request)) {
    unposted = read;
    if (Date.now() - postedAt >= intervalMs) {
      parentPort?.postMessage(read());
      postedAt = Date.now();
      unposted = undefined;
    }
  }
  if (unposted) parentPort?.postMessage(unposted());
}

makeWay();
main(workerData);
