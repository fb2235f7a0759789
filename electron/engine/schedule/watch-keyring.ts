import type { DatabaseSource } from '#shared/domain/database.ts';
import { canReadSecrets, type Readable } from '../secrets/read-status.ts';
import { createSecretStore, databaseSecret } from '../secrets/secret-store.ts';
import { createBackoff } from './backoff.ts';

/** Whether the passwords of a plan's database servers can be read, where their key lies in a keyring, and since when not. */
export interface KeyringWatch {
  /** For how long they could not be, in ms; null: they can, or none are needed. Asked more and more seldom while they can't. */
  closedMs(sources: readonly DatabaseSource[], now: number): Promise<number | null>;
}

export function createKeyringWatch(
  home: string,
  canRead: (home: string) => Promise<Pick<Readable, 'problem'>> = canReadSecrets,
): KeyringWatch {
  const backoff = createBackoff<'open' | 'closed'>('open');
  let since: number | null = null;
  const look = async (): Promise<'open' | 'closed'> =>
    // Whatever else is wrong with them does not pass: the run will say so.
    (await canRead(home)).problem?.code === 'keyring-unavailable' ? 'closed' : 'open';
  return {
    closedMs: async (sources, now) => {
      if (!needsPasswords(home, sources)) return null;
      if ((await backoff.ask('keyring', now, look)) === 'open') {
        since = null;
        return null;
      }
      // A clock that was set back begins anew.
      since = Math.min(since ?? now, now);
      return now - since;
    },
  };
}

function needsPasswords(home: string, sources: readonly DatabaseSource[]): boolean {
  try {
    const kept = createSecretStore(home).names();
    return sources.some(({ id }) => kept.includes(databaseSecret(id)));
  } catch {
    return false;
  }
}
