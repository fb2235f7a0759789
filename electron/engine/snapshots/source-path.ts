import { HoldfastError } from '#shared/errors.ts';

/** An absolute source path without doubled or trailing slashes. Throws `invalid-input` for a relative one. */
export function sourcePath(path: string): string {
  if (!path.startsWith('/')) {
    throw new HoldfastError('invalid-input', { reason: `“${path}” is not an absolute path. Begin it with a slash.` });
  }
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  if (names.includes('..')) {
    throw new HoldfastError('invalid-input', { reason: `“${path}” holds “..”. Give the path without it.` });
  }
  return `/${names.join('/')}`;
}
