/** Batches are small at first, so that all threads soon have something to do. */
const batchFolders = 64;

/**
 * Works through a growing list of folders on `width` threads at once: `step` handles some and gives the folders that
 * it found but did not do. Stops at the first failure or abort, after what is under way has ended.
 */
export async function spreadFolders<Folder>(
  start: readonly Folder[],
  width: number,
  signal: AbortSignal,
  step: (folders: readonly Folder[]) => Promise<readonly Folder[]>,
): Promise<void> {
  const pending = [...start];
  const active = new Set<Promise<void>>();
  const begin = (folders: readonly Folder[]): void => {
    const task: Promise<void> = step(folders)
      .then((found) => {
        for (const folder of found) pending.push(folder);
      })
      .finally(() => active.delete(task));
    active.add(task);
  };
  try {
    while (pending.length > 0 || active.size > 0) {
      signal.throwIfAborted();
      while (pending.length > 0 && active.size < width) {
        begin(pending.splice(-Math.max(1, Math.min(batchFolders, Math.ceil(pending.length / width)))));
      }
      await Promise.race(active);
    }
  } finally {
    await Promise.allSettled(active);
  }
}
