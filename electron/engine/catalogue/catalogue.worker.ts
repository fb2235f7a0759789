import { parentPort, workerData } from 'node:worker_threads';
import { HoldfastError } from '#shared/errors.ts';
import { type Catalogue, createCatalogue } from './catalogue.ts';
import type { Answer, Call } from './catalogue-client.ts';
import { openCatalogue } from './open-catalogue.ts';

/** Answers calls of the main thread, one after the other, on a connection of its own. */
function main(home: string): void {
  const db = openCatalogue(home);
  const catalogue = createCatalogue(db);
  parentPort?.on('message', (call: Call | 'close') => {
    if (call === 'close') {
      db.close();
      parentPort?.close();
    } else {
      parentPort?.postMessage(answer(catalogue, call));
    }
  });
}

function answer(catalogue: Catalogue, { id, store, method, args }: Call): Answer {
  try {
    const found: unknown = Reflect.get(catalogue[store], method);
    if (typeof found !== 'function') throw new TypeError(`the catalogue has no ${store}.${method}`);
    return { id, value: Reflect.apply(found, undefined, args) };
  } catch (error) {
    if (error instanceof HoldfastError) return { id, error: { code: error.code, details: error.details } };
    return { id, error: { code: 'internal', details: { reason: String(error) } } };
  }
}

main(workerData.home);
