import { describe, expect, it } from 'vitest';
import { fileType, recordFlags } from '../../../../electron/engine/catalogue/file-record.ts';
import type { VersionRow } from '../../../../electron/engine/catalogue/version-row.ts';
import { attainableMode, compareEntry, isNewer } from '../../../../electron/engine/restore/compare-entry.ts';

const time = { mtimeS: 100, mtimeNs: 5, ctimeS: 200, ctimeNs: 7 };
const now = { type: fileType.file, size: 3, mode: 0o644, uid: 1000, gid: 1000, dev: 1, ino: 2, ...time };
const recorded: VersionRow = { ...now, entryId: 1, firstSeq: 1, lastSeq: null, flags: 0, sha256: null, link: null };
const root = { uid: 0, groups: [0] };
const ada = { uid: 1000, groups: [1000, 50] };

describe('what is at the target beside what was recorded', () => {
  it('is the same without reading only when it is the very inode, unwritten since', () => {
    expect(compareEntry(recorded, null, root)).toBe('absent');
    expect(compareEntry(recorded, now, root)).toBe('same');
    for (const changed of [{ ino: 3 }, { dev: 3 }, { ctimeS: 201 }, { ctimeNs: 8 }]) {
      expect(compareEntry(recorded, { ...now, ...changed }, root)).toBe('unsure');
    }
    expect(compareEntry({ ...recorded, flags: recordFlags.grainy }, now, root)).toBe('unsure');
  });

  it('differs by type, size and time to the nanosecond, and in its attributes by mode and owner', () => {
    for (const changed of [{ type: fileType.fifo }, { size: 4 }, { mtimeS: 99 }, { mtimeNs: 6 }]) {
      expect(compareEntry(recorded, { ...now, ...changed }, root)).toBe('different');
    }
    for (const changed of [{ mode: 0o600 }, { uid: 1 }, { gid: 50 }]) {
      expect(compareEntry(recorded, { ...now, ...changed }, root)).toBe('attributes');
      expect(compareEntry(recorded, { ...now, ...changed, ctimeS: 201 }, root)).toBe('unsure');
    }
  });

  it('is not compared by an owner that the restorer could not give', () => {
    const foreign = { ...recorded, uid: 7, gid: 8, mode: 0o6755 };
    expect(attainableMode(foreign, ada)).toBe(0o755);
    expect(attainableMode(foreign, root)).toBe(0o6755);
    expect(attainableMode({ ...recorded, mode: 0o4755 }, ada)).toBe(0o4755);
    expect(compareEntry(foreign, { ...now, mode: 0o755, ino: 9 }, ada)).toBe('unsure');
    expect(compareEntry({ ...recorded, gid: 50 }, now, ada)).toBe('attributes');
  });

  it('is newer by its time, also where its type is another, but never as a folder beside a folder', () => {
    expect(isNewer(recorded, { ...now, mtimeNs: 6 })).toBe(true);
    expect(isNewer(recorded, now)).toBe(false);
    expect(isNewer({ ...recorded, type: fileType.folder }, { ...now, type: fileType.folder, mtimeS: 999 })).toBe(false);
    for (const [was, is] of [
      [fileType.folder, fileType.file],
      [fileType.folder, fileType.link],
      [fileType.file, fileType.folder],
    ] as const) {
      expect(isNewer({ ...recorded, type: was }, { ...now, type: is, mtimeS: 101 })).toBe(true);
      expect(isNewer({ ...recorded, type: was }, { ...now, type: is })).toBe(false);
    }
  });
});
