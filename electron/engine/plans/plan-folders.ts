import { access, constants, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { decodePathText, hasEscapedBytes } from '#shared/domain/path-text.ts';
import { HoldfastError } from '#shared/errors.ts';
import { fsPath } from '../tools/fs-path.ts';

/**
 * The folders of a plan as real, absolute paths. Those of `known` may be missing. Throws `invalid-input` for anything
 * that is no readable folder, and when one is given twice or lies inside another.
 */
export async function resolveFolders(folders: readonly string[], known: readonly string[] = []): Promise<string[]> {
  const resolved = await Promise.all(
    folders.map((folder) => (known.includes(folder) ? folder : resolveFolder(folder))),
  );
  for (const [index, folder] of resolved.entries()) {
    if (resolved.indexOf(folder) !== index) throw invalid(`The folder ${folder} is given twice.`);
    const outer = resolved.find((other) => other !== folder && isInside(folder, other));
    if (outer !== undefined) {
      throw invalid(`The folder ${folder} lies inside ${outer}, which is in the plan already. Leave one of them out.`);
    }
  }
  return resolved;
}

/** Throws `source-overlaps-destination` if a folder is the repository or lies inside it. (The other way round is allowed: the repository is left out.) */
export function checkOverlap(folders: readonly string[], repository: string): void {
  const source = folders.find((folder) => folder === repository || isInside(folder, repository));
  if (source !== undefined) throw new HoldfastError('source-overlaps-destination', { source, repository });
}

/** Throws `invalid-input` if the folders hold nothing but the repository, which is always left out. */
export async function checkOthersThan(folders: readonly string[], repository: string): Promise<void> {
  const holdMore = await Promise.all(folders.map((folder) => holdsMore(folder, repository)));
  if (holdMore.some(Boolean)) return;
  throw invalid(
    `There is nothing to back up in ${folders.join(', ')} but the repository itself. Choose other folders.`,
  );
}

/** Whether anything lies on the way from the folder down to the repository; yes if the repository is elsewhere. */
async function holdsMore(folder: string, repository: string): Promise<boolean> {
  if (folder === repository) return false;
  if (!isInside(repository, folder)) return true;
  const [name = ''] = path.relative(folder, repository).split('/');
  const names = await readdir(fsPath(folder));
  return (
    names.some((other) => other !== name && other !== 'lost+found') || holdsMore(path.join(folder, name), repository)
  );
}

/** Those of the folders that are missing or hold nothing right now. */
export async function findEmptyFolders(folders: readonly string[]): Promise<string[]> {
  const empty = await Promise.all(folders.map(isEmpty));
  return folders.filter((_, index) => empty[index]);
}

const isInside = (folder: string, outer: string): boolean =>
  folder !== outer && folder.startsWith(outer === '/' ? outer : `${outer}/`);

export function requireAbsolute(folder: string): void {
  if (!path.isAbsolute(folder)) {
    throw invalid(`“${folder}” is not an absolute path. Give the folder from the top: /…`);
  }
}

async function resolveFolder(folder: string): Promise<string> {
  requireAbsolute(folder);
  try {
    const real = decodePathText(await realpath(fsPath(folder), 'buffer'));
    if (!(await stat(fsPath(real))).isDirectory()) throw invalid(`${folder} is a file. Give the folder that holds it.`);
    await access(fsPath(real), constants.R_OK | constants.X_OK);
    // Arguments of outside programs are text; what lies inside a folder goes to them as bytes.
    if (hasEscapedBytes(real)) throw invalid(`The name of ${folder} is not UTF-8. Give the folder above it.`);
    return real;
  } catch (error) {
    if (error instanceof HoldfastError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw invalid(`There is no folder ${folder}.`, error);
    if (code === 'EACCES') throw invalid(`The folder ${folder} is not yours to read.`, error);
    throw invalid(`The folder ${folder} can't be read (${code}).`, error);
  }
}

async function isEmpty(folder: string): Promise<boolean> {
  try {
    return (await readdir(fsPath(folder), 'buffer')).length === 0;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' || code === 'ENOTDIR';
  }
}

const invalid = (reason: string, cause?: unknown) => new HoldfastError('invalid-input', { reason }, cause);
