import { access, constants, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { decodePathText } from '#shared/domain/path-text.ts';
import type { Folder } from '#shared/domain/system.ts';
import { HoldfastError } from '#shared/errors.ts';
import { fsPath } from '../tools/fs-path.ts';

interface Listing {
  readonly path: string;
  readonly parent: string | null;
  readonly folders: Folder[];
}

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Folders in a folder of this computer, links to folders included. Throws `invalid-input` or `path-not-found`. */
export async function listFolders(given: string): Promise<Listing> {
  if (!path.isAbsolute(given)) {
    throw new HoldfastError('invalid-input', { reason: `“${given}” is not an absolute path.` });
  }
  const folder = path.resolve(given);
  const names = await namesOfFolders(folder);
  const folders = await Promise.all(names.map((name) => describeFolder(path.join(folder, name), name)));
  folders.sort((one, other) => byName.compare(one.name, other.name));
  return { path: folder, parent: folder === path.dirname(folder) ? null : path.dirname(folder), folders };
}

export async function describeFolder(folder: string, name: string): Promise<Folder> {
  return { path: folder, name, hidden: name.startsWith('.'), readable: await isReadable(folder) };
}

async function namesOfFolders(folder: string): Promise<string[]> {
  const entries = await readdir(fsPath(folder), { withFileTypes: true, encoding: 'buffer' }).catch((error) => {
    throw explain(folder, error);
  });
  const names = await Promise.all(
    entries.map(async (entry) => {
      const name = decodePathText(entry.name);
      if (entry.isDirectory()) return name;
      return entry.isSymbolicLink() && (await isFolder(path.join(folder, name))) ? name : null;
    }),
  );
  return names.filter((name) => name !== null);
}

function explain(folder: string, error: NodeJS.ErrnoException): HoldfastError {
  switch (error.code) {
    case 'ENOENT':
      return new HoldfastError('path-not-found', { path: folder, where: 'this computer' }, error);
    case 'ENOTDIR':
      return new HoldfastError('invalid-input', { reason: `${folder} is not a folder.` }, error);
    default:
      return new HoldfastError('invalid-input', { reason: `${folder} can't be read (${error.code}).` }, error);
  }
}

async function isReadable(folder: string): Promise<boolean> {
  return access(fsPath(folder), constants.R_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function isFolder(link: string): Promise<boolean> {
  return stat(fsPath(link)).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
