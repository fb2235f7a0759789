import fs from 'node:fs/promises';
import { decodePathText } from '#shared/domain/path-text.ts';
import { errorCodeOf } from '../repository/destination-error.ts';
import { fsPath } from '../tools/fs-path.ts';

/** Names in a folder on this computer, in path text: none if it is gone, undefined if it can't be read. */
export async function namesInFolder(folder: string): Promise<string[] | undefined> {
  try {
    return (await fs.readdir(fsPath(folder), 'buffer')).map(decodePathText);
  } catch (error) {
    return isAbsence(error) ? [] : undefined;
  }
}

/** Whether something has that path on this computer now; undefined if that can't be told. */
export async function isThere(path: string): Promise<boolean | undefined> {
  try {
    await fs.lstat(fsPath(path));
    return true;
  } catch (error) {
    return isAbsence(error) ? false : undefined;
  }
}

function isAbsence(error: unknown): boolean {
  const code = errorCodeOf(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}
