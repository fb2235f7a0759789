import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import type { KeyPlace } from '#shared/domain/secrets.ts';
import { HoldfastError } from '#shared/errors.ts';
import { keyBytes, readKeyFile, writeKeyFile } from './key-file.ts';
import { askKeyring, type KeyringAnswer } from './keyring/ask-keyring.ts';
import { decodeEntry, encodeEntry } from './keyring/keyring-entry.ts';
import { seal, unseal } from './seal.ts';
import { alone, type KeyRecord, readSecretsFile, unreadable, writeSecretsFile } from './secrets-file.ts';

const checkName = 'key';

/**
 * The key that a home's secrets are sealed with (256 bits), wherever it lies; null as long as there is none, and where its file is
 * gone. A key in the keyring is asked for once and then remembered, also in threads that are started later: what locks the
 * keyring meanwhile stops no backup. Throws `secret-unreadable`, `keyring-unavailable` and `keyring-entry-lost`.
 */
export async function loadKey(home: string): Promise<Buffer | null> {
  // Once more where it was moved between the two looks.
  for (let again = 0; again < 3; again += 1) {
    const inFile = fileKey(home);
    if (inFile) return inFile;
    const { key: record } = readSecretsFile(home);
    if (record?.place === 'keyring') {
      const remembered = rememberedKey(record);
      if (remembered) return remembered;
      try {
        return await keyringKey(home, record);
      } catch (error) {
        // Moved to the file while the keyring was asked.
        const moved = fileKey(home);
        if (moved) return moved;
        throw error;
      }
    }
  }
  return null;
}

/**
 * Makes the key of a home that has none, in the keyring where that is wished for and possible, else in the file. Another process may be
 * faster: then nothing is made.
 */
export async function makeKey(home: string, wished: KeyPlace): Promise<void> {
  const key = Buffer.from(crypto.getRandomValues(new Uint8Array(keyBytes)));
  const account = crypto.randomUUID();
  const place = wished === 'keyring' && (await putIntoKeyring(home, { account, key })) ? 'keyring' : 'file';
  const made = alone(home, () => {
    if (fileKey(home) !== null || readSecretsFile(home).key?.place === 'keyring') return false;
    if (place === 'file') writeKeyFile(home, key);
    // What was sealed with a file that is gone opens no more.
    writeSecretsFile(home, { secrets: {}, key: newRecord({ account, place, key }) });
    return true;
  });
  if (!made && place === 'keyring') await askKeyring({ verb: 'remove', account });
  if (made && place === 'keyring') remember(account, key);
}

/** Whether a key is that of the home. Call it within `alone` to rely on it. */
export function isKeyOf(home: string, key: Buffer): boolean {
  const inFile = fileKey(home);
  if (inFile) return inFile.equals(key);
  const { key: record } = readSecretsFile(home);
  return record?.place === 'keyring' && opens(record, key);
}

/** The key in the home's file. Throws `secret-unreadable` where that holds none. */
export function fileKey(home: string): Buffer | null {
  try {
    return readKeyFile(home);
  } catch (error) {
    throw unreadable(home, `their key can’t be read (${error instanceof Error ? error.message : error})`, error);
  }
}

/** Asks the keyring, whatever is remembered. */
export async function keyringKey(home: string, record: KeyRecord): Promise<Buffer> {
  const answer = await askKeyring({ verb: 'get', account: record.account });
  const { state, detail } = answer;
  if (state !== 'ready')
    throw new HoldfastError('keyring-unavailable', { action: 'read', state, detail: detail ?? '' });
  const key = keyOfAnswer(answer, record);
  if (key === null) throw new HoldfastError('keyring-entry-lost', { home });
  remember(record.account, key);
  return key;
}

/** Null where there is no such entry, or another key in it. */
export function keyOfAnswer({ value }: Pick<KeyringAnswer, 'value'>, record: KeyRecord): Buffer | null {
  const key = value === null ? null : (decodeEntry(value)?.key ?? null);
  return key && opens(record, key) ? key : null;
}

/** As it was read before, in this process. */
export function rememberedKey(record: KeyRecord): Buffer | null {
  const kept = getEnvironmentData(rememberedAs(record.account));
  const key = typeof kept === 'string' ? Buffer.from(kept, 'base64') : null;
  return key && opens(record, key) ? key : null;
}

/** Whether it is there afterwards: read back. */
export async function putIntoKeyring(
  home: string,
  { account, key }: { readonly account: string; readonly key: Buffer },
): Promise<boolean> {
  const { value } = await askKeyring({ verb: 'set', account, value: encodeEntry({ key, home }) });
  return value !== null && decodeEntry(value)?.key.equals(key) === true;
}

export const newRecord = ({ account, place, key }: Omit<KeyRecord, 'check'> & { readonly key: Buffer }): KeyRecord => ({
  ...{ account, place },
  check: seal(key, checkName, ''),
});

function opens({ check }: KeyRecord, key: Buffer): boolean {
  try {
    unseal(key, checkName, check);
    return true;
  } catch {
    return false;
  }
}

const remember = (account: string, key: Buffer): void =>
  setEnvironmentData(rememberedAs(account), key.toString('base64'));

const rememberedAs = (account: string): string => `holdfast key ${account}`;
