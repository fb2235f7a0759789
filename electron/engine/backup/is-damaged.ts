import type { Warning } from '#shared/domain/warning.ts';
import { fileType, toFileRecord } from '../catalogue/file-record.ts';
import type { BaseRecord } from './classify-entry.ts';
import { isKeptTime } from './kept-time.ts';
import { lstatOrCode } from './look-at.ts';
import type { ScanScope } from './scan-folder.ts';

/**
 * Whether the base's own copy is gone or was changed by hand. A folder's is only looked at for its time, without a word:
 * the clone makes folders anew, and what was put into or taken out of it is not.
 */
export function isDamaged(
  scope: Pick<ScanScope, 'baseFiles' | 'damaged'>,
  path: string,
  record: BaseRecord,
  warnings: Warning[],
): boolean {
  if (scope.baseFiles === null) return false;
  const copy = lstatOrCode(scope.baseFiles + path);
  const kept = typeof copy === 'string' ? null : toFileRecord(copy);
  const intact =
    kept !== null &&
    kept.type === record.type &&
    kept.size === record.size &&
    isKeptTime(kept, record) &&
    !scope.damaged.has(path);
  if (intact) return false;
  if (record.type === fileType.folder) return true;
  const message = `The copy of ${path} in the newest snapshot is ${kept ? 'not as it was recorded' : 'missing'}; it is copied again.`;
  warnings.push({ code: 'base-damaged', path, message });
  return true;
}
