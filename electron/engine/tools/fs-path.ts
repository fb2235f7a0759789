import { encodePathText, hasEscapedBytes } from '#shared/domain/path-text.ts';

/** Path text as file system calls want it: bytes where the name is not UTF-8, else the string itself (faster). */
export function fsPath(path: string): string | Buffer {
  return hasEscapedBytes(path) ? Buffer.from(encodePathText(path)) : path;
}
