import fs from 'node:fs/promises';
import type { Worker } from 'node:worker_threads';
import type { RestorePreview } from '#shared/domain/restore.ts';
import { HoldfastError } from '#shared/errors.ts';
import { readyWorker, startWorker } from '../workers.ts';
import type { PreviewOrder } from './make-preview.ts';
import type { PreviewAnswer, PreviewMessage, PreviewTask } from './preview.worker.ts';
import { preparePreviews, previewFile } from './preview-files.ts';

/** Dry runs that are being made or were made a while ago. */
export interface Previews {
  /**
   * Begins a dry run. Answers when it is complete, or with what has been found after most of a second. It ends when
   * `signal` aborts before that.
   */
  begin(order: PreviewOrder, signal?: AbortSignal): Promise<RestorePreview>;
  /** It is known here, also if nothing of it is there yet. */
  isGoing(id: string): boolean;
  /** How far one has come; waits up to a second for it to be complete. */
  look(id: string): Promise<RestorePreview>;
  /** The dry run for an order that was begun last, if it is still valid, when it is complete. */
  recent(order: PreviewOrder): Promise<RestorePreview> | undefined;
  /** One that is begun now, when it is complete. */
  whole(order: PreviewOrder): Promise<RestorePreview>;
  /** It has answered for its restore: another restore looks at the target again. Its items stay. */
  spend(id: string): void;
  /** Ends it; its items are gone. */
  drop(id: string): Promise<void>;
  close(): Promise<void>;
}

interface Going {
  readonly id: string;
  readonly key: string;
  readonly at: number;
  readonly worker: Worker;
  /** What is told of it first, and in the end. */
  readonly first: Promise<RestorePreview>;
  readonly done: Promise<RestorePreview>;
  readonly ended: Promise<void>;
  latest: RestorePreview | null;
  spent: boolean;
  /** When somebody asked for it last. */
  askedAt: number;
}

/** For so long a dry run answers for the restore that follows it; then the target is looked at again. */
const validMs = 10 * 60 * 1000;
const firstAnswerMs = 700;
const lookMs = 1000;
/** One that nobody asks for any more ends. */
const patienceMs = 60 * 1000;

export function createPreviews(home: string): Previews {
  const known = new Map<string, Going>();

  const start = async (order: PreviewOrder): Promise<Going> => {
    await preparePreviews(home);
    const now = Date.now();
    for (const { id, at, latest } of known.values()) {
      if (now - at > validMs && latest?.complete) known.delete(id);
    }
    const going = follow({ home, previewId: crypto.randomUUID(), order });
    known.set(going.id, going);
    return going;
  };
  const find = (id: string): Going => {
    const going = known.get(id);
    if (!going) throw new HoldfastError('invalid-input', { reason: 'That dry run is gone. Make it again.' });
    going.askedAt = Date.now();
    return going;
  };
  const soFar = async (going: Going, ms: number): Promise<RestorePreview> =>
    (await within(going.done, ms)) ?? going.latest ?? going.first;
  return {
    begin: async (order, signal) => {
      const going = await start(order);
      const stop = () => tell(going.worker, 'stop');
      if (signal?.aborted) stop();
      signal?.addEventListener('abort', stop, { once: true });
      try {
        const preview = await soFar(going, firstAnswerMs);
        signal?.throwIfAborted();
        return preview;
      } finally {
        signal?.removeEventListener('abort', stop);
      }
    },
    isGoing: (id) => known.has(id),
    look: (id) => soFar(find(id), lookMs),
    recent: (order) => {
      const key = keyOf(order);
      const valid = [...known.values()].filter(({ spent, at }) => !spent && Date.now() - at < validMs);
      const going = valid.findLast((one) => one.key === key);
      return going && find(going.id).done;
    },
    whole: async (order) => (await start(order)).done,
    spend: (id) => {
      const going = known.get(id);
      if (going) going.spent = true;
    },
    drop: async (id) => {
      const { worker, ended } = find(id);
      known.delete(id);
      tell(worker, 'stop');
      await ended;
      await fs.rm(previewFile(home, id), { force: true });
    },
    close: async () => {
      for (const { worker } of known.values()) tell(worker, 'stop');
      await Promise.all([...known.values()].map(({ ended }) => ended));
    },
  };
}

/** Lets the thread of the next dry run come up. */
export const readyPreviewThread = (): void => readyWorker('preview', null);

const tell = (worker: Worker, message: PreviewMessage): void => worker.postMessage(message);

function follow(task: PreviewTask): Going {
  const worker = startWorker('preview', null);
  tell(worker, task);
  const [first, whole] = [Promise.withResolvers<RestorePreview>(), Promise.withResolvers<RestorePreview>()];
  const ended = new Promise<void>((end) => worker.once('exit', () => end()));
  const fail = (error: Error): void => {
    for (const one of [first, whole]) one.reject(error);
  };
  // Whoever asks for it is told; nobody may.
  for (const { promise } of [first, whole]) promise.catch(() => undefined);
  const going: Going = {
    ...{ id: task.previewId, key: keyOf(task.order), at: Date.now(), worker, ended },
    ...{ first: first.promise, done: whole.promise },
    ...{ latest: null, spent: false, askedAt: Date.now() },
  };
  worker.on('message', (answer: PreviewAnswer) => {
    if ('failure' in answer) {
      fail(new HoldfastError(answer.failure.code, answer.failure.details));
      return;
    }
    going.latest = answer.preview;
    first.resolve(answer.preview);
    if (answer.preview.complete) whole.resolve(answer.preview);
    // Asked to, not made to: to terminate a thread that is in a native module takes the process down.
    else if (Date.now() - going.askedAt > patienceMs) tell(worker, 'stop');
  });
  worker.once('error', fail);
  // After an answer this changes nothing.
  worker.once('exit', () => fail(new HoldfastError('cancelled')));
  return going;
}

/** What is found does not depend on these. */
const keyOf = ({ onDamage: _, safety: __, ...order }: PreviewOrder): string => JSON.stringify(order);

/** Undefined if it takes longer. */
async function within<Result>(work: Promise<Result>, ms: number): Promise<Result | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
