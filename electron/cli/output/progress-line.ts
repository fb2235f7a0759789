import type { Progress, RunPhase } from '#shared/domain/run.ts';
import { displayName } from './display-name.ts';
import { formatCount, formatDuration, formatSize } from './format.ts';

const words: Record<RunPhase, string> = {
  checking: 'Checking',
  commands: 'Running commands',
  dumping: 'Dumping databases',
  scanning: 'Looking for changes',
  cloning: 'Linking what is unchanged',
  copying: 'Copying',
  hashing: 'Computing checksums',
  committing: 'Writing to disk',
  verifying: 'Verifying',
  repairing: 'Repairing',
  saving: 'Keeping a safety copy',
  restoring: 'Restoring',
  'test-restoring': 'Restoring as a test',
  proving: 'Comparing with what was recorded',
  swapping: 'Putting it in place',
  comparing: 'Comparing',
  deleting: 'Deleting',
  reading: 'Reading',
};
const barWidth = 20;

export const phaseWords = (phase: RunPhase): string => words[phase];

/** Progress as one line of at most `columns` characters: step, bar, amounts, rate, time left, current path. */
export function progressLine(progress: Progress, columns: number): string {
  const share = shareDone(progress);
  const parts = [
    words[progress.phase],
    share === null ? '' : bar(share),
    amount(progress),
    rate(progress),
    progress.leftMs === null ? '' : `${formatLeft(progress.leftMs)} left`,
  ];
  const line = parts.filter((part) => part !== '').join('  ');
  const room = columns - line.length - 2;
  if (progress.path === null || room < 12) return line.slice(0, columns);
  const path = displayName(progress.path);
  return `${line}  ${path.length > room ? `…${path.slice(path.length - room + 1)}` : path}`;
}

/** Of a deletion what counts is entries; elsewhere they would only be one more number. */
function rate({ phase, bytesPerSecond, filesPerSecond = 0 }: Progress): string {
  if (bytesPerSecond > 0) return `${formatSize(bytesPerSecond)}/s`;
  return phase === 'deleting' && filesPerSecond > 0 ? `${formatCount(filesPerSecond)}/s` : '';
}

/** Whole seconds: an estimate is no better. */
const formatLeft = (ms: number): string => (ms <= 9000 ? `${Math.max(1, Math.ceil(ms / 1000))} s` : formatDuration(ms));

function shareDone({ bytesDone, bytesTotal, filesDone, filesTotal }: Progress): number | null {
  if (bytesTotal !== null && bytesTotal > 0) return Math.min(1, bytesDone / bytesTotal);
  if (filesTotal !== null && filesTotal > 0) return Math.min(1, filesDone / filesTotal);
  return null;
}

function bar(share: number): string {
  const full = Math.floor(share * barWidth);
  return `[${'#'.repeat(full)}${'-'.repeat(barWidth - full)}] ${String(Math.floor(share * 100)).padStart(3)} %`;
}

function amount({ bytesDone, bytesTotal, filesDone, filesTotal }: Progress): string {
  if (bytesTotal !== null && bytesTotal > 0) return `${formatSize(bytesDone)} of ${formatSize(bytesTotal)}`;
  if (filesTotal !== null && filesTotal > 0) return `${formatCount(filesDone)} of ${formatCount(filesTotal)}`;
  return filesDone > 0 ? `${formatCount(filesDone)} entries` : '';
}
