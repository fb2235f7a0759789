import { isWithin } from '../../app/format/show-path.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: no line of a .gitignore could hold them
const unwritable = /[\u0000-\u001f\u007f]/g;

/**
 * A pattern with the meaning it has in a .gitignore that leaves out exactly this path of the plan; undefined for a
 * path outside its folders or for one of the folders itself, which no pattern could leave out. Characters that a
 * pattern can't hold stand as `?`.
 */
export function excludePattern(folders: readonly string[], path: string): string | undefined {
  const folder = folders.find((one) => isWithin(path, one) && path !== one);
  if (folder === undefined) return undefined;
  const relative = path.slice(folder.endsWith('/') ? folder.length - 1 : folder.length);
  return relative
    .replace(/[\\*?[\]]/g, '\\$&')
    .replace(unwritable, '?')
    .replace(/ +$/, (spaces) => '\\ '.repeat(spaces.length));
}
