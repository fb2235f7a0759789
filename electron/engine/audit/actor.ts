import { AsyncLocalStorage } from 'node:async_hooks';
import os from 'node:os';
import type { AuditEntry, AuditWay } from '#shared/domain/audit.ts';

/** Who acts, for the audit trail. */
export type Actor = Pick<AuditEntry, 'user' | 'uid' | 'way'>;

const ways = new AsyncLocalStorage<AuditWay>();

/** Does the work as ordered by that way: whatever it calls, and awaits, finds it in `currentActor`. */
export const orderedBy = <Result>(way: AuditWay, work: () => Result): Result => ways.run(way, work);

/** Whoever gave the order that is being carried out; outside of any order, the engine itself. */
export const currentActor = (): Actor => ({ ...systemUser(), way: ways.getStore() ?? 'engine' });

function systemUser(): Pick<Actor, 'user' | 'uid'> {
  const uid = process.geteuid?.() ?? null;
  try {
    return { user: os.userInfo().username, uid };
  } catch {
    // A user id without a name, as containers have them.
    return { user: uid === null ? 'unknown' : `user ${uid}`, uid };
  }
}
