import { asHoldfastError, HoldfastError } from '#shared/errors.ts';

/** What a failed file system call (or SQLite's) on the destination means to a person; `path` is the repository's. */
export function destinationError(error: unknown, path: string): HoldfastError {
  if (error instanceof HoldfastError) return error;
  switch (errorCodeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENODEV':
    case 'ENXIO':
    case 'EIO':
    case 'ESTALE':
    case 'ENOTCONN':
    case 'EHOSTDOWN':
    case 'SQLITE_IOERR':
      return new HoldfastError('destination-missing', { path }, error);
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
    case 'SQLITE_READONLY':
      return new HoldfastError('destination-read-only', { path }, error);
    case 'ENOSPC':
    case 'EDQUOT':
    case 'SQLITE_FULL':
      return new HoldfastError('destination-full', { path }, error);
    default:
      return asHoldfastError(error);
  }
}

/** `ENOENT`, `SQLITE_BUSY` …: the code of a failed call without SQLite's extension, or undefined. */
export function errorCodeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? /^SQLITE_[A-Z]+|^.*$/.exec(code)?.[0] : undefined;
}

/** A call that failed on the repository, or for want of space where the failure names no path (a write does not). */
export function concernsVolume(error: unknown, repository: string): boolean {
  if (!(error instanceof Error) || error instanceof HoldfastError || !('code' in error)) return false;
  const path = 'path' in error ? String(error.path) : '';
  if (path === '') return ['ENOSPC', 'EDQUOT'].includes(String(error.code));
  return path === repository || path.startsWith(`${repository}/`);
}
