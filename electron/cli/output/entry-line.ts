import type { Entry } from '#shared/domain/snapshot.ts';
import { displayName } from './display-name.ts';
import { formatCount, formatMode, formatSize, formatTime } from './format.ts';

/** One entry as a line: permissions, size, time, name; a folder's name ends in a slash. `damaged` counts it and what it holds. */
export function entryLine(entry: Entry, name: string, damaged = 0): string {
  const size = entry.type === 'file' ? formatSize(entry.size) : '';
  const notes = [
    ...(entry.carried ? ['  (kept from an earlier snapshot: could not be read)'] : []),
    ...(damaged > 0 ? [entry.type === 'folder' ? `  (${formatCount(damaged)} damaged)` : '  (damaged)'] : []),
  ].join('');
  return [
    formatMode(entry.type, entry.mode),
    size.padStart(8),
    formatTime(entry.modifiedAt),
    `${displayName(name)}${entry.type === 'folder' ? '/' : ''}${notes}`,
  ].join('  ');
}
