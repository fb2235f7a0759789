import fs from 'node:fs';
import { fsPath } from './fs-path.ts';

const flags = fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW | fs.constants.O_NONBLOCK;

/** Opens what ought to be a regular file: never through a link, and never waiting for a pipe's other end. Throws what open throws. */
export const openToRead = (path: string): number => fs.openSync(fsPath(path), flags);
