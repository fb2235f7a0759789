import type { Progress } from './domain/run.ts';

/** How much of the present step is done, 0 to 1; undefined while the total is not known. */
export function shareDone({ bytesDone, bytesTotal, filesDone, filesTotal }: Progress): number | undefined {
  if (bytesTotal !== null && bytesTotal > 0) return Math.min(bytesDone / bytesTotal, 1);
  if (filesTotal !== null && filesTotal > 0) return Math.min(filesDone / filesTotal, 1);
  return undefined;
}
