import type { Progress } from '#shared/domain/run.ts';
import { formatBytes, formatRate } from '../../app/format/format-bytes.ts';
import { formatTimeLeft } from '../../app/format/format-duration.ts';
import { t } from '../../app/messages/t.ts';

/** Copying · about 40 s left · 1.2 GB of 4.2 GB · 85 MB/s · 1,204 of 5,000 files */
export function describeProgress(progress: Progress): string {
  // Nothing is copied yet: bytes and a rate would pass for copying.
  if (progress.phase === 'scanning') return join([t(`phase.${progress.phase}`), describeFiles(progress)]);
  return join([
    t(`phase.${progress.phase}`),
    progress.leftMs === null ? undefined : formatTimeLeft(progress.leftMs),
    describeBytes(progress),
    describeRate(progress),
    describeFiles(progress),
  ]);
}

/** Of a deletion what counts is files; elsewhere they would only be one more number. */
function describeRate({ phase, bytesPerSecond, filesPerSecond = 0 }: Progress): string | undefined {
  if (bytesPerSecond > 0) return formatRate(bytesPerSecond);
  return phase === 'deleting' && filesPerSecond > 0 ? t('progress.files-rate', { count: filesPerSecond }) : undefined;
}

const join = (parts: readonly (string | undefined)[]): string => parts.filter((part) => part !== undefined).join(' · ');

/** Steps in which what counts is tables. */
const ofTables: ReadonlySet<Progress['phase']> = new Set(['dumping', 'proving']);

function describeFiles({ phase, filesDone: done, filesTotal: total }: Progress): string | undefined {
  const what = ofTables.has(phase) ? 'tables' : 'files';
  if (total !== null && total > 0) return t(`progress.${what}-of`, { done, count: total });
  return done > 0 ? t(what, { count: done }) : undefined;
}

function describeBytes({ bytesDone, bytesTotal }: Progress): string | undefined {
  if (bytesTotal === null || bytesTotal === 0) return bytesDone > 0 ? formatBytes(bytesDone) : undefined;
  return t('progress.bytes-of', { done: formatBytes(bytesDone), total: formatBytes(bytesTotal) });
}
