import { access, constants, stat } from 'node:fs/promises';
import path from 'node:path';

/** Where programs lie that are not on the path of an application started from a desktop. */
const furtherFolders = ['/opt/homebrew/bin', '/usr/local/bin', '/usr/bin', '/bin', '/usr/sbin', '/sbin'];

/** Absolute paths of all programs of that name, in the order of the path. */
export async function findPrograms(name: string): Promise<string[]> {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const candidates = [...new Set([...folders, ...furtherFolders])].map((folder) => path.join(folder, name));
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
