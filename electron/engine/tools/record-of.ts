import fs from 'node:fs';
import { decodePathText } from '#shared/domain/path-text.ts';
import { type FileRecord, toFileRecord } from '../catalogue/file-record.ts';
import { fsPath } from './fs-path.ts';

/** What lies at a path now (a link is not followed); null when nothing does or a folder above is none. */
export function recordOf(path: string): FileRecord | null {
  try {
    return toFileRecord(fs.lstatSync(fsPath(path), { bigint: true }));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}

/** Target of a symbolic link as path text. */
export const linkText = (path: string): string => decodePathText(fs.readlinkSync(fsPath(path), 'buffer'));
