import { parentPort, workerData } from 'node:worker_threads';
import { makeWay } from '../make-way.ts';
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

// Whoever backs up or restores meanwhile comes first: threads of a run make way already.
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
