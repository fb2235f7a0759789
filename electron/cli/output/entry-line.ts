import type { Entry } from '#shared/domain/snapshot.ts';
import { displayName } from './display-name.ts';
import { formatMode, formatSize, formatTime } from './format.ts';

/** One entry as a line: permissions, size, time, name; a folder's name ends in a slash. */
export function entryLine(entry: Entry, name: string): string {
  const size = entry.type === 'file' ? formatSize(entry.size) : '';
  const notes = entry.carried ? '  (kept from an earlier snapshot: could not be read)' : '';
  return [
    formatMode(entry.type, entry.mode),
    size.padStart(8),
    formatTime(entry.modifiedAt),
    `${displayName(name)}${entry.type === 'folder' ? '/' : ''}${notes}`,
  ].join('  ');
}
