import type { KeyPlace } from '#shared/domain/secrets.ts';
import { HoldfastError } from '#shared/errors.ts';
import { isKeyOf, loadKey, makeKey } from './data-key.ts';
import { seal, unseal } from './seal.ts';
import { alone, readSecretsFile, unreadable, writeSecretsFile } from './secrets-file.ts';

/** Passwords of a home. */
export interface SecretStore {
  /**
   * Null: none is kept under that name. Rejects with `secret-unreadable` when it was tampered with or the key's file is lost, with
   * `keyring-unavailable` or `keyring-entry-lost` when the key can't be had from the keyring.
   */
  get(name: string): Promise<string | null>;
  /**
   * Those that can't be read any more stay as they are; under a key whose file is lost they are given up. Rejects as `get` does where
   * there is a key that can't be had.
   */
  set(name: string, value: string): Promise<void>;
  remove(...names: readonly string[]): void;
  /** Under which names something is kept. */
  names(): readonly string[];
}

/** Under which name the password of a plan's database server is kept. */
export const databaseSecret = (sourceId: string): string => `database/${sourceId}`;

/**
 * The secrets of a home, in its `secrets.json` (0600), each sealed by itself with the home's key. Reading looks at the
 * file each time, so that what another process kept counts. `newKey`: where the first one to be kept makes the key.
 */
export function createSecretStore(home: string, newKey: KeyPlace = 'file'): SecretStore {
  return {
    get: async (name) => {
      const sealed = readSecretsFile(home).secrets[name];
      if (sealed === undefined) return null;
      const key = await loadKey(home);
      if (key === null) throw unreadable(home, 'their key (secrets.key beside it) is gone');
      try {
        return unseal(key, name, sealed);
      } catch (error) {
        throw unreadable(home, 'the file was changed, or its key is another one', error);
      }
    },
    set: async (name, value) => {
      // Another process may make, move or forget the key between two looks.
      for (let again = 0; again < 3; again += 1) if (await keep(home, { name, value, newKey })) return;
      throw new HoldfastError('secrets-busy', {});
    },
    names: () => Object.keys(readSecretsFile(home).secrets),
    remove: (...names) => {
      if (!names.some((name) => readSecretsFile(home).secrets[name] !== undefined)) return;
      alone(home, () => {
        const { secrets, ...rest } = readSecretsFile(home);
        const kept = Object.entries(secrets).filter(([name]) => !names.includes(name));
        writeSecretsFile(home, { ...rest, secrets: Object.fromEntries(kept) });
      });
    },
  };
}

interface Keeping {
  readonly name: string;
  readonly value: string;
  readonly newKey: KeyPlace;
}

/** False where the key is no longer the home's, or not yet there. */
async function keep(home: string, { name, value, newKey }: Keeping): Promise<boolean> {
  const key = await loadKey(home);
  if (key === null) await makeKey(home, newKey);
  const current = key ?? (await loadKey(home));
  if (current === null) return false;
  return alone(home, () => {
    if (!isKeyOf(home, current)) return false;
    const { secrets, ...rest } = readSecretsFile(home);
    writeSecretsFile(home, { ...rest, secrets: { ...secrets, [name]: seal(current, name, value) } });
    return true;
  });
}
