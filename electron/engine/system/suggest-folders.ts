import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Folder } from '#shared/domain/system.ts';
import { describeFolder } from './list-folders.ts';

/** What people keep in their home and would miss, by the names in use on Linux and macOS. */
const usualNames = [
  'Documents',
  'Pictures',
  'Desktop',
  'Music',
  'Videos',
  'Movies',
  'Projects',
  'projects',
  'src',
  'code',
  'Code',
  'dev',
  'work',
  'Work',
  'workspace',
  'git',
];

/** Folders of a user that exist and are worth protecting, the desktop's own names for them first. */
export async function suggestFolders(userHome: string): Promise<Folder[]> {
  const named = parseUserDirs(await readUserDirs(userHome), userHome);
  const candidates = [...named, ...usualNames.map((name) => path.join(userHome, name))];
  const home = await realFolder(userHome);
  const folders = new Map<string, Folder>();
  for (const candidate of candidates) {
    const real = await realFolder(candidate);
    // A folder that the user switched off stands for the whole home.
    if (real === null || real === home || folders.has(real)) continue;
    folders.set(real, await describeFolder(real, path.basename(candidate)));
  }
  return [...folders.values()];
}

/**
 * Absolute folders of documents, pictures, desktop, music and videos in `user-dirs.dirs`, in that order. Its lines are
 * `XDG_DOCUMENTS_DIR="$HOME/Dokumente"` (xdg-user-dirs(5)).
 */
export function parseUserDirs(text: string, userHome: string): string[] {
  const found = new Map<string, string>();
  for (const [, name, value] of text.matchAll(/^\s*XDG_([A-Z]+)_DIR\s*=\s*"((?:[^"\\]|\\.)*)"/gm)) {
    const folder = value?.replaceAll(/\\(.)/g, '$1').replace(/^\$HOME(?=\/|$)/, userHome);
    if (name && folder && path.isAbsolute(folder)) found.set(name, path.resolve(folder));
  }
  return ['DOCUMENTS', 'PICTURES', 'DESKTOP', 'MUSIC', 'VIDEOS'].flatMap((name) => found.get(name) ?? []);
}

async function readUserDirs(userHome: string): Promise<string> {
  const configuration = process.env.XDG_CONFIG_HOME || path.join(userHome, '.config');
  return readFile(path.join(configuration, 'user-dirs.dirs'), 'utf8').catch(() => '');
}

async function realFolder(folder: string): Promise<string | null> {
  try {
    const real = await realpath(folder);
    return (await stat(real)).isDirectory() ? real : null;
  } catch {
    return null;
  }
}
