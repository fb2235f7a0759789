import type { Worker } from 'node:worker_threads';
import { type ErrorCode, type ErrorDetails, HoldfastError } from '#shared/errors.ts';
import { startWorker } from '../workers.ts';
import type { Catalogue } from './catalogue.ts';

export interface Call {
  readonly id: number;
  readonly store: keyof Catalogue;
  readonly method: string;
  readonly args: readonly unknown[];
}

export interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: { readonly code: ErrorCode; readonly details: ErrorDetails };
}

type Remote<Store> = {
  readonly [Method in keyof Store]: Store[Method] extends (...args: infer Args) => infer Value
    ? (...args: Args) => Promise<Value>
    : never;
};

/** The catalogue's stores as seen from the main thread: each call is answered by a worker thread. */
export type RemoteCatalogue = { readonly [Store in keyof Catalogue]: Remote<Catalogue[Store]> };

export interface CatalogueClient {
  /** Never waits for a writer where there are two threads. */
  readonly read: RemoteCatalogue;
  /** May wait for a run's commit. */
  readonly write: RemoteCatalogue;
  close(): Promise<void>;
}

/**
 * Starts the threads that hold the catalogue's connections; calls reject if it can't be opened. With a single thread,
 * reads wait for what is written before them: for a command, which asks little and ought to start quickly.
 */
export function openCatalogueClient(home: string, { threads = 2 }: { readonly threads?: 1 | 2 } = {}): CatalogueClient {
  const writer = createConnection(home);
  const reader = threads === 1 ? writer : createConnection(home);
  return {
    read: reader.remote,
    write: writer.remote,
    close: async () => {
      await Promise.all([reader.close(), writer.close()]);
    },
  };
}

type Caller = (store: keyof Catalogue, method: string, args: readonly unknown[]) => Promise<never>;

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

function createConnection(home: string) {
  const worker: Worker = startWorker('catalogue', { home });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let closed = false;
  const failAll = (error: Error): void => {
    closed = true;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (answer: Answer) => {
    settle(waiting.get(answer.id), answer);
    waiting.delete(answer.id);
  });
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  worker.once('error', failAll);
  void exited.then(() => failAll(new HoldfastError('internal', { reason: 'the catalogue was closed' })));
  const call: Caller = (store, method, args) =>
    new Promise((resolve, reject) => {
      if (closed) throw new HoldfastError('internal', { reason: 'the catalogue is closed' });
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      worker.postMessage({ id: lastId, store, method, args } satisfies Call);
    });
  return {
    remote: createRemote(call),
    close: async () => {
      worker.postMessage('close');
      await exited;
    },
  };
}

function settle(waiting: Waiting | undefined, { value, error }: Answer): void {
  if (error) waiting?.reject(new HoldfastError(error.code, error.details));
  else waiting?.resolve(value as never);
}

function createRemote(call: Caller): RemoteCatalogue {
  const remote = <Store extends keyof Catalogue>(store: Store) =>
    new Proxy({} as Remote<Catalogue[Store]>, {
      get:
        (_, method: string) =>
        (...args: unknown[]) =>
          call(store, method, args),
    });
  return {
    repositories: remote('repositories'),
    plans: remote('plans'),
    runs: remote('runs'),
    snapshots: remote('snapshots'),
    entries: remote('entries'),
    dumps: remote('dumps'),
    proofs: remote('proofs'),
    states: remote('states'),
    retention: remote('retention'),
    summary: remote('summary'),
    unusual: remote('unusual'),
    space: remote('space'),
    occurrences: remote('occurrences'),
    hooks: remote('hooks'),
    schedule: remote('schedule'),
    audit: remote('audit'),
    channels: remote('channels'),
    news: remote('news'),
    deliveries: remote('deliveries'),
    damage: remote('damage'),
    volumes: remote('volumes'),
    sample: remote('sample'),
    previews: remote('previews'),
    journals: remote('journals'),
    state: remote('state'),
  };
}
