import { type Cleared, type Kept, removeFolder } from './clear-folder.ts';
import { createTrashThreads, type TrashThreads } from './trash-threads.ts';

export interface Removal {
  /** Folders or files in the trash. */
  readonly roots: readonly string[];
  readonly trash: string;
  /** File system of the trash: nothing on another one is touched. */
  readonly device: number;
  readonly runId: string;
  readonly signal: AbortSignal;
  /** Called about ten times a second, with how many entries have gone since and where the work is. */
  readonly onRemoved: (entries: number, path: string | null) => void;
}

export interface Removed {
  /** Roots of which something had to stay. */
  readonly keptRoots: readonly string[];
  /** What stays: the first thousand, and how many. */
  readonly kept: readonly Kept[];
  readonly keptCount: number;
}

const batchSize = 32;
const reportMs = 100;
const toldKept = 1000;

/**
 * Removes trees with several threads: each clears folders, and a folder goes once all below it has. Only folders that
 * wait are held in memory. Rejects when cancelled, and with the file system's error if the volume goes away; what has
 * gone until then has gone.
 */
export async function removeTrees(removal: Removal): Promise<Removed> {
  const { signal, onRemoved } = removal;
  signal.throwIfAborted();
  const work = createWork(removal.roots);
  const threads = createTrashThreads(removal);
  const report = (): void => onRemoved(work.takeRemoved() + threads.takeRemoved(), work.path());
  const timer = setInterval(report, reportMs);
  const stop = (): void => threads.stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    await clearAll(work, threads, signal);
    return work.result();
  } finally {
    clearInterval(timer);
    signal.removeEventListener('abort', stop);
    await threads.close();
    report();
  }
}

async function clearAll(work: Work, threads: TrashThreads, signal: AbortSignal): Promise<void> {
  const busy = new Set<Promise<void>>();
  const clear = async (batch: readonly Node[]): Promise<void> => {
    const cleared = await threads.clear(batch.map(({ path }) => path));
    signal.throwIfAborted();
    work.settle(batch, cleared);
  };
  try {
    for (;;) {
      while (busy.size < threads.size && work.hasMore()) {
        const job = clear(work.take()).finally(() => busy.delete(job));
        busy.add(job);
      }
      if (busy.size === 0) return;
      await Promise.race(busy);
    }
  } finally {
    if (busy.size > 0) threads.stop();
    await Promise.allSettled(busy);
  }
}

/** A folder that is to be cleared, or that waits for those below it. */
interface Node {
  readonly path: string;
  readonly parent: Node | null;
  waiting: number;
  kept: boolean;
  again: boolean;
}

type Work = ReturnType<typeof createWork>;

/** What is to be done, the deepest first, so that little waits at a time. */
function createWork(roots: readonly string[]) {
  const stack: Node[] = [];
  const keptRoots: string[] = [];
  const kept: Kept[] = [];
  let [keptCount, removed, path] = [0, 0, null as string | null];

  const push = (at: string, parent: Node | null): void => {
    stack.push({ path: at, parent, waiting: 0, kept: false, again: false });
  };
  const count = (): void => {
    removed += 1;
  };
  const keep = (found: readonly Kept[], more = found.length): void => {
    keptCount += more;
    kept.push(...found.slice(0, toldKept - kept.length));
  };
  /** Goes up as far as nothing else is waited for. Something that came meanwhile is cleared once more. */
  const finish = (node: Node): void => {
    const { parent } = node;
    if (node.kept && !parent) keptRoots.push(node.path);
    if (!parent) return;
    parent.waiting -= 1;
    parent.kept ||= node.kept;
    if (parent.waiting > 0) return;
    const left = parent.kept ? null : removeFolder(parent.path, count);
    if (left?.code === 'ENOTEMPTY' && !parent.again) {
      parent.again = true;
      stack.push(parent);
      return;
    }
    if (left) {
      parent.kept = true;
      keep([left]);
    }
    finish(parent);
  };
  for (const root of roots.toReversed()) push(root, null);
  return {
    hasMore: (): boolean => stack.length > 0,
    /** Not all that there is, so that the other threads have something too. */
    take: (): readonly Node[] => {
      const batch = stack.splice(-Math.min(batchSize, Math.ceil(stack.length / 2)));
      path = batch[0]?.path ?? path;
      return batch;
    },
    settle: (batch: readonly Node[], cleared: readonly Cleared[]): void => {
      for (const [index, node] of batch.entries()) {
        const { below, moved, ...stays } = cleared[index] ?? nothing;
        keep(stays.kept, stays.keptCount);
        node.kept ||= stays.keptCount > 0;
        node.waiting = below.length;
        for (const place of moved) push(place, null);
        for (const name of below) push(`${node.path}/${name}`, node);
        if (below.length === 0) finish(node);
      }
    },
    takeRemoved: (): number => {
      const taken = removed;
      removed = 0;
      return taken;
    },
    path: () => path,
    result: (): Removed => ({ keptRoots, kept, keptCount }),
  };
}

const nothing: Cleared = { below: [], moved: [], kept: [], keptCount: 0 };
