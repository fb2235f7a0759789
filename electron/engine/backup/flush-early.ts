import { syncVolume } from '../tools/sync-volume.ts';

/**
 * Gives a function that lets the volume of `folder` write what it holds back so far, while the run goes on; a call does
 * nothing while an earlier one still works. What is written early need not be waited for before the commit. A failure is
 * only logged: it is the sync before the commit that proves.
 */
export function createEarlyFlush(folder: string, log: (line: string) => void): () => void {
  let busy = false;
  return () => {
    if (busy) return;
    busy = true;
    syncVolume(folder)
      .catch((error: unknown) => log(`writing early failed: ${String(error)}`))
      .finally(() => {
        busy = false;
      });
  };
}
