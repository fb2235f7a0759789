/** Bytes that are no UTF-8 stand as U+F780–U+F7FF in path text; controls and direction marks would disturb a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const invisible = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\uf780-\uf7ff]/g;

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A path or name for people: what has no visible form is written as an escape (`\n`, `\xff`, `\u{202e}`). */
export const showPath = (path: string): string => path.replace(invisible, escapeOne);

function escapeOne(character: string): string {
  const name = named[character];
  if (name !== undefined) return name;
  const code = character.charCodeAt(0);
  if (code >= 0xf780 && code <= 0xf7ff) return `\\x${(code - 0xf700).toString(16)}`;
  if (code < 0xa0) return `\\x${code.toString(16).padStart(2, '0')}`;
  return `\\u{${code.toString(16)}}`;
}

/** The last segment of a path; `/` itself for the root. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1) || path;

/** The folder that holds the path; `/` for what lies at the top. */
export const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 1));

/** Whether `path` is `folder` or lies below it. */
export const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
