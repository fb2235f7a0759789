import { describe, expect, test } from 'vitest';
import { type BaseRecord, classifyEntry } from '../../../../electron/engine/backup/classify-entry.ts';
import { itemKind } from '../../../../electron/engine/backup/worksheet.ts';
import { fileType, recordFlags } from '../../../../electron/engine/catalogue/file-record.ts';

const times = { mtimeS: 1000, mtimeNs: 5, ctimeS: 2000, ctimeNs: 6 };
const base: BaseRecord = { type: fileType.file, size: 3, mode: 0o644, uid: 1, gid: 1, ino: 7, flags: 0, ...times };
const now = { ...base, dev: 1 };
const calm = { fullChecksum: false, baseDamaged: false };

describe('classifyEntry', () => {
  test('what is as it was is unchanged', () => {
    expect(classifyEntry(base, now, calm)).toBeNull();
  });

  test('what the base does not hold is new', () => {
    expect(classifyEntry(null, now, calm)).toBe(itemKind.added);
  });

  test.each([
    { type: fileType.link },
    { size: 4 },
    { mtimeS: 999 },
    { mtimeNs: 6 },
    { mode: 0o600 },
    { uid: 2 },
    { gid: 2 },
  ])('%j makes it changed', (difference) => {
    expect(classifyEntry(base, { ...now, ...difference }, calm)).toBe(itemKind.changed);
  });

  test.each([{ ino: 8 }, { ctimeS: 2001 }, { ctimeNs: 7 }])('%j makes it doubtful', (difference) => {
    expect(classifyEntry(base, { ...now, ...difference }, calm)).toBe(itemKind.doubtful);
  });

  test.each([recordFlags.grainy, recordFlags.carried])('a record with flag %d is doubted', (flags) => {
    expect(classifyEntry({ ...base, flags }, now, calm)).toBe(itemKind.doubtful);
  });

  test('a damaged copy is made anew, whatever else is equal', () => {
    expect(classifyEntry(base, now, { ...calm, baseDamaged: true })).toBe(itemKind.changed);
  });

  test('comparing all contents doubts files only', () => {
    const all = { ...calm, fullChecksum: true };
    expect(classifyEntry(base, now, all)).toBe(itemKind.doubtful);
    expect(classifyEntry({ ...base, type: fileType.folder }, { ...now, type: fileType.folder }, all)).toBeNull();
  });

  test('a folder that was only on the way to a plan’s folder is recorded anew when it becomes one', () => {
    const above = { ...base, type: fileType.folder, flags: recordFlags.ancestor };
    expect(classifyEntry(above, { ...now, type: fileType.folder }, calm)).toBe(itemKind.changed);
  });
});
