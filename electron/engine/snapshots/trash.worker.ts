import fs from 'node:fs';
import os from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { type Clearing, clearFolder } from './clear-folder.ts';
import { newTrashName } from './trash-names.ts';
import type { TrashAnswer, TrashSetup } from './trash-threads.ts';

const { trash, runId, device, shared }: TrashSetup = workerData;
const counters = new Int32Array(shared);

const clearing: Clearing = {
  device,
  newPlace: () => `${trash}/${newTrashName(runId)}`,
  onRemoved: (entries) => {
    Atomics.add(counters, 0, entries);
    return Atomics.load(counters, 1) !== 0;
  },
};

makeWay();
parentPort?.on('message', (folders: readonly string[]) => parentPort?.postMessage(clear(folders)));

function clear(folders: readonly string[]): TrashAnswer {
  try {
    return { cleared: folders.map((folder) => clearFolder(folder, clearing)) };
  } catch (error) {
    const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
    return { failure: { code, message } };
  }
}

/** Whoever backs up or restores meanwhile has the processor first. Linux gives each thread a priority of its own. */
function makeWay(): void {
  try {
    const [, , thread] = fs.readlinkSync('/proc/thread-self').split('/');
    os.setPriority(Number(thread), os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Another system: there it is the priority of the whole process, which stays.
  }
}
