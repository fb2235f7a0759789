import fs from 'node:fs';
import { fileType } from '../catalogue/file-record.ts';
import { fsPath } from '../tools/fs-path.ts';
import { plannedAction } from './restore-list.ts';

/**
 * How attributes are given back: in place or, to a file that has other names, by putting it there anew. Those names may not
 * be among what is restored, and would change with it.
 */
export function attributesOrAnew(type: number, path: string): number {
  const shared = type === fileType.file && (fs.lstatSync(fsPath(path), { throwIfNoEntry: false })?.nlink ?? 1) > 1;
  return shared ? plannedAction.overwrite : plannedAction.attributes;
}
