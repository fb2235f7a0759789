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

/** Starts a worker thread. The only place that knows where the workers' code is, from source and in a bundle. */
export function startWorker(name: WorkerName, workerData: unknown): Worker {
  const resourceLimits = { maxYoungGenerationSizeMb: youngMb };
  const worker = new Worker(workerUrl(name), { workerData, name: `holdfast ${name}`, resourceLimits });
  noteThread(worker);
  return worker;
}

function workerUrl(name: WorkerName): URL {
  const fromSource = import.meta.url.endsWith('.ts');
  const file = fromSource ? sources[name] : `./${name}.worker.js`;
  // In an asar archive, threads are started from the unpacked copy.
  return new URL(new URL(file, import.meta.url).href.replace('/app.asar/', '/app.asar.unpacked/'));
}
