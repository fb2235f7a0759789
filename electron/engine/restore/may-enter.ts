import fs from 'node:fs';
import { fsPath } from '../tools/fs-path.ts';
import type { Restorer } from './compare-entry.ts';

/** Whether what lies in a folder may be looked at. Root may everywhere. */
export function mayEnter(folder: string, user: Restorer): boolean {
  if (user.uid === 0) return true;
  try {
    fs.accessSync(fsPath(folder || '/'), fs.constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
