import { access, constants, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Where Homebrew puts programs, which is not on the path of a Mac's application. Elsewhere the path says it all: who
 * takes a program off it means that.
 */
const furtherFolders = process.platform === 'darwin' ? ['/opt/homebrew/bin', '/usr/local/bin'] : [];

/** Absolute paths of all programs of that name, in the order of the path and then of the further folders. */
export async function findPrograms(name: string, further: readonly string[] = furtherFolders): Promise<string[]> {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const candidates = [...new Set([...folders, ...further])].map((folder) => path.join(folder, name));
  const usable = await Promise.all(candidates.map(isProgram));
  return candidates.filter((_, index) => usable[index]);
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
