import type { SecretsStatus, SecretsTrouble } from '#shared/domain/secrets.ts';
import { asHoldfastError, type ErrorCode, type HoldfastError } from '#shared/errors.ts';
import { fileKey, keyringKey, loadKey } from './data-key.ts';
import { keyFilePath } from './key-file.ts';
import { askKeyring } from './keyring/ask-keyring.ts';
import { unseal } from './seal.ts';
import { type KeyRecord, readSecretsFile, type SecretsFile } from './secrets-file.ts';

/** How a home's passwords are kept and whether this user can read them now. The keyring is asked, whatever is remembered. */
export async function readSecretsStatus(home: string): Promise<SecretsStatus> {
  const file = keyFilePath(home);
  const keyring = await askKeyring({ verb: 'look', account: '' });
  const known = { keyring: keyring.state, detail: keyring.detail, file };
  let content: SecretsFile;
  try {
    content = readSecretsFile(home);
  } catch {
    return { ...known, place: null, kept: 0, readable: false, trouble: 'damaged', both: false };
  }
  const { secrets, key: record } = content;
  const kept = Object.keys(secrets).length;
  try {
    const key = fileKey(home);
    const place = key ? 'file' : (record?.place ?? (kept > 0 ? 'file' : null));
    const trouble = key ? troubleOf(content, key) : await troubleWithout(home, content);
    const both = key !== null && record?.place === 'keyring';
    return { ...known, place, kept, readable: trouble === null, trouble, both };
  } catch {
    return { ...known, place: 'file', kept, readable: false, trouble: 'damaged', both: false };
  }
}

export interface Readable {
  readonly readable: boolean;
  readonly place: SecretsStatus['place'];
  /** Why not, and what to do; null when they can be read. */
  readonly problem: HoldfastError | null;
}

/** Whether whoever runs this can read the passwords of a home. True where none are kept. Never rejects. */
export async function canReadSecrets(home: string): Promise<Readable> {
  let place: SecretsStatus['place'] = null;
  try {
    const { key: record, secrets } = readSecretsFile(home);
    place = fileKey(home) ? 'file' : (record?.place ?? null);
    if (Object.keys(secrets).length > 0) await loadKey(home);
    return { readable: true, place, problem: null };
  } catch (error) {
    return { readable: false, place, problem: asHoldfastError(error) };
  }
}

async function troubleWithout(home: string, { key: record, secrets }: SecretsFile): Promise<SecretsTrouble | null> {
  if (record?.place !== 'keyring') return Object.keys(secrets).length > 0 ? 'key-lost' : null;
  return keyringTrouble(home, record);
}

async function keyringTrouble(home: string, record: KeyRecord): Promise<SecretsTrouble | null> {
  try {
    await keyringKey(home, record);
    return null;
  } catch (error) {
    const lost: ErrorCode = 'keyring-entry-lost';
    return asHoldfastError(error).code === lost ? 'key-lost' : 'keyring';
  }
}

/** One that does not open by itself was changed; where none does it is another key. */
function troubleOf({ secrets }: SecretsFile, key: Buffer): SecretsTrouble | null {
  const opened = Object.entries(secrets).map(([name, sealed]) => {
    try {
      unseal(key, name, sealed);
      return true;
    } catch {
      return false;
    }
  });
  if (opened.every(Boolean)) return null;
  return opened.some(Boolean) ? 'damaged' : 'key-lost';
}
