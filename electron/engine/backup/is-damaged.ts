import type { Warning } from '#shared/domain/warning.ts';
import { fileType, toFileRecord } from '../catalogue/file-record.ts';
import type { BaseRecord } from './classify-entry.ts';
import { isKeptTime } from './kept-time.ts';
import { lstatOrCode } from './look-at.ts';
import type { ScanScope } from './scan-folder.ts';

type Base = Pick<ScanScope, 'baseFiles' | 'damaged'>;

/** Whether the base's own copy is there, as it was recorded. */
export const isIntact = (base: Base, path: string, record: Recorded): boolean => problemOf(base, path, record) === null;

/**
 * Whether the base's own copy is gone or was changed by hand, which is said. A folder's is only looked at for its time,
 * without a word: the clone makes folders anew, and what was put into or taken out of it is not.
 */
export function isDamaged(base: Base, path: string, record: Recorded, warnings: Warning[]): boolean {
  const problem = problemOf(base, path, record);
  if (problem === null) return false;
  if (record.type === fileType.folder) return true;
  const message = `The copy of ${path} in the newest snapshot is ${problem}; it is copied again.`;
  warnings.push({ code: 'base-damaged', path, message });
  return true;
}

type Recorded = Pick<BaseRecord, 'type' | 'size' | 'mtimeS' | 'mtimeNs'>;

function problemOf({ baseFiles, damaged }: Base, path: string, record: Recorded): string | null {
  if (baseFiles === null) return null;
  const stats = lstatOrCode(baseFiles + path);
  if (typeof stats === 'string') return 'missing';
  const copy = toFileRecord(stats);
  const same = copy.type === record.type && copy.size === record.size && isKeptTime(copy, record);
  return same && !damaged.has(path) ? null : 'not as it was recorded';
}
