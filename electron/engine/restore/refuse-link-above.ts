import fs from 'node:fs';
import path from 'node:path';
import { decodePathText } from '#shared/domain/path-text.ts';
import { fileType } from '../catalogue/file-record.ts';
import { fsPath } from '../tools/fs-path.ts';
import { recordOf } from '../tools/record-of.ts';
import { reasonOf } from './reason-of.ts';
import { foldersAbove } from './restore-targets.ts';

/**
 * To be asked before anything is written at a path by name: the system follows links above it silently, and what is
 * written would land elsewhere. Throws if a link stands above, or what realpath throws if there is no folder.
 */
export function refuseLinkAbove(target: string): void {
  const parent = path.posix.dirname(target);
  if (realPath(parent) === parent) return;
  // Spelt otherwise on a disk that ignores case, perhaps: what counts is that each is a folder itself.
  const link = foldersAbove(target).find((folder) => recordOf(folder)?.type !== fileType.folder);
  if (link !== undefined) throw new Error(`${link}, above it, is a link or no folder`);
}

/** Why nothing may be written there; null if it may. */
export function problemAbove(target: string): string | null {
  try {
    refuseLinkAbove(target);
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

/** With all links resolved, in path text. Throws what realpath throws. */
export const realPath = (file: string): string => decodePathText(fs.realpathSync.native(fsPath(file), 'buffer'));
