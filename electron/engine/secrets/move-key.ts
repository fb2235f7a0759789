import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { KeyPlace } from '#shared/domain/secrets.ts';
import { HoldfastError } from '#shared/errors.ts';
import { fileKey, isKeyOf, keyringKey, loadKey, newRecord, putIntoKeyring, rememberedKey } from './data-key.ts';
import { removeKeyFile, writeKeyFile } from './key-file.ts';
import { askKeyring } from './keyring/ask-keyring.ts';
import { decodeEntry } from './keyring/keyring-entry.ts';
import { alone, type KeyRecord, readSecretsFile, secretsPath, writeSecretsFile } from './secrets-file.ts';

/** What was just done, for tests that end the process there. */
export type MoveStep = 'named' | 'copied' | 'recorded' | 'removed';

/**
 * Moves the key of a home. In each direction it is copied first, read back, then recorded, and only then removed where it was: however
 * this ends, one of both places has it, and the same move again goes on. The key itself stays the same, so whoever reads or keeps
 * passwords meanwhile is right all the time. One at a time, also of several processes (`secrets-busy`). Rejects with
 * `keyring-unavailable` before anything was changed, and with what reading the key rejects with. A home without a key has none to move.
 */
export async function moveKey(home: string, to: KeyPlace, onStep: (step: MoveStep) => void = () => {}): Promise<void> {
  await movingAlone(home, () => (to === 'keyring' ? moveToKeyring(home, onStep) : moveToFile(home, onStep)));
}

async function moveToKeyring(home: string, onStep: (step: MoveStep) => void): Promise<void> {
  const inFile = fileKey(home);
  if (inFile === null) {
    // It lies there already, or there is none: whoever asks wants to know that it can be used.
    if ((await loadKey(home)) === null) await requireKeyring();
    return;
  }
  await requireKeyring();
  const account = alone(home, () => nameAccount(home, inFile));
  onStep('named');
  if (!(await putIntoKeyring(home, { account, key: inFile }))) throw await whyNotKept();
  onStep('copied');
  record(home, inFile, { account, place: 'keyring' });
  onStep('recorded');
  alone(home, () => removeKeyFile(home));
  onStep('removed');
}

async function moveToFile(home: string, onStep: (step: MoveStep) => void): Promise<void> {
  const { key: kept } = readSecretsFile(home);
  if (kept === undefined) return;
  const key = fileKey(home) ?? (kept.place === 'keyring' ? await keyFromKeyring(home, kept) : null);
  if (key === null) return;
  alone(home, () => writeKeyFile(home, key));
  onStep('copied');
  record(home, key, { account: kept.account, place: 'file' });
  onStep('recorded');
  await removeEntry(home, kept.account);
  onStep('removed');
}

/** What is remembered saves the passwords where the keyring has lost its entry. */
const keyFromKeyring = (home: string, kept: KeyRecord): Promise<Buffer> =>
  keyringKey(home, kept).catch((error: unknown) => {
    const remembered = rememberedKey(kept);
    if (remembered === null) throw error;
    return remembered;
  });

/** The name under which it will lie there is known before it does, so that one cut off leaves nothing that nobody knows of. */
function nameAccount(home: string, key: Buffer): string {
  const { key: kept, ...rest } = readSecretsFile(home);
  const account = kept?.account ?? crypto.randomUUID();
  writeSecretsFile(home, { ...rest, key: newRecord({ account, place: kept?.place ?? 'file', key }) });
  return account;
}

/** Throws where another key became the home's meanwhile. */
function record(home: string, key: Buffer, { account, place }: Omit<KeyRecord, 'check'>): void {
  alone(home, () => {
    if (!isKeyOf(home, key)) throw new HoldfastError('secrets-busy', {});
    writeSecretsFile(home, { ...readSecretsFile(home), key: newRecord({ account, place, key }) });
  });
}

/** Stays where a copy of this home, or the one that this is a copy of, lives by it. What can't be removed now harms nobody. */
async function removeEntry(home: string, account: string): Promise<void> {
  const { value } = await askKeyring({ verb: 'get', account });
  const owner = value === null ? null : decodeEntry(value)?.home;
  if (owner && !isSamePlace(owner, home) && livesBy(owner, account)) return;
  if (value !== null) await askKeyring({ verb: 'remove', account });
}

function livesBy(home: string, account: string): boolean {
  try {
    return fs.existsSync(secretsPath(home)) && readSecretsFile(home).key?.account === account;
  } catch {
    return true;
  }
}

function isSamePlace(one: string, other: string): boolean {
  try {
    return fs.realpathSync(one) === fs.realpathSync(other);
  } catch {
    return false;
  }
}

async function requireKeyring(): Promise<void> {
  const { state, detail } = await askKeyring({ verb: 'look', account: '' });
  if (state !== 'ready')
    throw new HoldfastError('keyring-unavailable', { action: 'move', state, detail: detail ?? '' });
}

async function whyNotKept(): Promise<HoldfastError> {
  const { state, detail } = await askKeyring({ verb: 'look', account: '' });
  return new HoldfastError('keyring-unavailable', {
    ...{ action: 'move', state: state === 'ready' ? 'failed' : state, detail: detail ?? '' },
  });
}

/** Held for as long as the keyring takes, so nobody waits for it. */
export async function movingAlone<Result>(home: string, act: () => Promise<Result>): Promise<Result> {
  const lock = new Database(path.join(home, 'secrets-move.lock'), { timeout: 0 });
  try {
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw new HoldfastError('secrets-busy', {}, error);
  }
  try {
    return await act();
  } finally {
    lock.close();
  }
}
