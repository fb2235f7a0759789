import type { SecretsStatus, SecretsTrouble } from '#shared/domain/secrets.ts';
import { asHoldfastError, type HoldfastError } from '#shared/errors.ts';
import { fileKey, keyOfAnswer, loadKey } from './data-key.ts';
import { keyFilePath } from './key-file.ts';
import { askKeyring, type KeyringAnswer } from './keyring/ask-keyring.ts';
import { unseal } from './seal.ts';
import { type KeyRecord, readSecretsFile, type SecretsFile } from './secrets-file.ts';

/** How a home's passwords are kept and whether this user can read them now. The keyring is asked, whatever is remembered. */
export async function readSecretsStatus(home: string): Promise<SecretsStatus> {
  const found = look(home);
  const record = found.content?.key;
  const isInKeyring = found.content !== null && found.key === null && record?.place === 'keyring';
  const answer = await askKeyring(
    isInKeyring ? { verb: 'get', account: record.account } : { verb: 'look', account: '' },
  );
  const known = { keyring: answer.state, detail: answer.detail, file: keyFilePath(home) };
  if (found.content === null) return { ...known, ...nothing, kept: found.kept, place: null, trouble: 'damaged' };
  const kept = Object.keys(found.content.secrets).length;
  const place = found.key ? 'file' : (record?.place ?? (kept > 0 ? 'file' : null));
  const trouble = isInKeyring ? troubleOfAnswer(answer, record, found.content) : troubleOf(found.content, found.key);
  const both = found.key !== null && record?.place === 'keyring';
  return { ...known, place, kept, readable: trouble === null, trouble, both };
}

const nothing = { readable: false, both: false } as const;

interface Found {
  /** Null where it makes no sense, or the key's file doesn't. */
  readonly content: SecretsFile | null;
  readonly kept: number;
  /** That in the file. */
  readonly key: Buffer | null;
}

function look(home: string): Found {
  let kept = 0;
  try {
    const content = readSecretsFile(home);
    kept = Object.keys(content.secrets).length;
    return { content, kept, key: fileKey(home) };
  } catch {
    return { content: null, kept, key: null };
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

function troubleOfAnswer(answer: KeyringAnswer, record: KeyRecord, content: SecretsFile): SecretsTrouble | null {
  if (answer.state !== 'ready') return 'keyring';
  const key = keyOfAnswer(answer, record);
  return key ? troubleOf(content, key) : 'key-lost';
}

/** One that does not open by itself was changed; where none does it is another key. */
function troubleOf({ secrets }: SecretsFile, key: Buffer | null): SecretsTrouble | null {
  if (key === null) return Object.keys(secrets).length > 0 ? 'key-lost' : null;
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
