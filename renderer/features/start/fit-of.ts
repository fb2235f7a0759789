import type { Volume } from '#shared/domain/repository.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { formatDuration } from '../../app/format/format-duration.ts';
import { t } from '../../app/messages/t.ts';
import { volumeOf } from './volume-of.ts';

interface FitInput {
  /** Folder of the repository to be; empty while none is chosen. */
  readonly path: string;
  readonly folders: readonly string[];
  /** What the folders hold; undefined while it is counted. */
  readonly bytes: number | undefined;
  readonly volumes: readonly Volume[];
}

interface Fit {
  readonly tone: 'warn' | 'info';
  readonly sentence: string;
}

/** A cautious rate for a first copy to an external disk, in bytes a second. */
const firstCopyRate = 60_000_000;

/** Whether the chosen place does: enough room, another disk than the files', and about how long it will take. */
export function fitOf({ path, folders, bytes, volumes }: FitInput): Fit | undefined {
  const volume = volumeOf(path, volumes);
  if (path === '' || volume === undefined) return undefined;
  if (bytes !== undefined && bytes > volume.freeBytes) {
    return {
      tone: 'warn',
      sentence: t('protect.too-small', { needed: formatBytes(bytes), free: formatBytes(volume.freeBytes) }),
    };
  }
  const estimate = bytes === undefined ? undefined : estimateOf(bytes);
  if (folders.some((folder) => volumeOf(folder, volumes) === volume))
    return { tone: 'warn', sentence: [t('protect.same-disk'), estimate ?? ''].join(' ').trim() };
  return estimate === undefined ? undefined : { tone: 'info', sentence: estimate };
}

const estimateOf = (bytes: number): string =>
  t('protect.estimate', {
    duration: formatDuration(Math.ceil(bytes / firstCopyRate / 60) * 60_000),
    size: formatBytes(bytes),
  });
