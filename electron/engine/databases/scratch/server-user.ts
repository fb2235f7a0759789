import fs from 'node:fs';
import { HoldfastError } from '#shared/errors.ts';

export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * As whom a scratch server runs: PostgreSQL refuses to run as root, and its initdb wants somebody who is listed. Undefined:
 * as whoever started Holdfast. Throws `scratch-failed` where root finds nobody.
 */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = fs.readFileSync('/etc/passwd', 'utf8');
  for (const name of ['postgres', '_postgres', 'nobody']) {
    const [, uid, gid] = new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm').exec(users) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new HoldfastError('scratch-failed', {
    reason: 'there is no user “postgres” or “nobody” on this machine, and PostgreSQL does not run as root',
  });
}
