import { Worker } from 'node:worker_threads';
import { noteThread } from './living-threads.ts';

/** Worker threads by name, with where their source lies; in a bundle they lie beside the bundle as NAME.worker.js. */
const sources = {
  catalogue: './catalogue/catalogue.worker.ts',
  run: './runs/run.worker.ts',
  tree: './backup/tree.worker.ts',
  destination: './repository/destination.worker.ts',
  measure: './plans/measure.worker.ts',
  preview: './restore/preview.worker.ts',
  trash: './snapshots/trash.worker.ts',
  look: './snapshots/look.worker.ts',
} as const;

export type WorkerName = keyof typeof sources;

/**
 * Young objects of a thread, in MB. Left to itself V8 takes up to 128 MB a thread for them, as long as the thread makes
 * many; so much more room saves it no time that could be measured. Old ones are not limited: a thread without room ends.
 */
const youngMb = 12;

/** Threads that come up for somebody who will soon start one, by name and data. */
const ready = new Map<string, Worker>();
const keptMs = 60_000;
const keyOf = (name: WorkerName, workerData: unknown): string => `${name} ${JSON.stringify(workerData)}`;

/**
 * Lets a thread come up for the next `startWorker` of that name with the same data, while this one goes on with something
 * else. It must do nothing before it is told to, and end at the message `close`, as it is told where nobody takes it within a
 * minute. One that fails meanwhile is forgotten.
 */
export function readyWorker(name: WorkerName, workerData: unknown): void {
  const key = keyOf(name, workerData);
  if (ready.has(key)) return;
  const worker = createWorker(name, workerData);
  worker.unref();
  ready.set(key, worker);
  const forget = (): boolean => ready.get(key) === worker && ready.delete(key);
  worker.once('error', forget);
  worker.once('exit', forget);
  setTimeout(() => forget() && worker.postMessage('close'), keptMs).unref();
}

/**
 * Ends the threads that nobody has taken, and waits for it: a process that ends while one of them loads a native module
 * crashes.
 */
export async function endReadyWorkers(): Promise<void> {
  const left = [...ready.values()];
  ready.clear();
  const ends = left.map((worker) => new Promise((resolve) => worker.once('exit', resolve)));
  for (const worker of left) {
    worker.ref();
    worker.postMessage('close');
  }
  await Promise.all(ends);
}

/** Starts a worker thread, or takes the one that was made ready. Its listeners are to be set at once. */
export function startWorker(name: WorkerName, workerData: unknown): Worker {
  const key = keyOf(name, workerData);
  const worker = ready.get(key);
  if (worker === undefined) return createWorker(name, workerData);
  ready.delete(key);
  worker.ref();
  return worker;
}

/** The only place that knows where the workers' code is, from source and in a bundle. */
function createWorker(name: WorkerName, workerData: unknown): Worker {
  const resourceLimits = { maxYoungGenerationSizeMb: youngMb };
  const worker = new Worker(workerUrl(name), { workerData, name: `holdfast ${name}`, resourceLimits });
  noteThread(worker);
  return worker;
}

/** Where the threads' bundles lie; undefined: they run from source, as this does. */
let bundles: URL | undefined = import.meta.url.endsWith('.ts') ? undefined : new URL('./', import.meta.url);

/** Has the threads run from bundles though this runs from source: tests do so, which start thousands, and users have these. */
export function runFromBundles(folder: URL): void {
  bundles = folder;
}

function workerUrl(name: WorkerName): URL {
  const url = bundles ? new URL(`${name}.worker.js`, bundles) : new URL(sources[name], import.meta.url);
  // In an asar archive, threads are started from the unpacked copy.
  return new URL(url.href.replace('/app.asar/', '/app.asar.unpacked/'));
}
