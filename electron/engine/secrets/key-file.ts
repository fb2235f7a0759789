import fs from 'node:fs';
import path from 'node:path';
import { syncFolder, writeDurably } from '../repository/write-durably.ts';

export const keyBytes = 32;

export const keyFilePath = (home: string): string => path.join(home, 'secrets.key');

/**
 * The key as it lies in a file of its own (`secrets.key`, 0600), so that the secrets' file alone, in a backup or sent by
 * mistake, tells nothing. Null when there is none; throws when it is no key.
 */
export function readKeyFile(home: string): Buffer | null {
  const file = keyFilePath(home);
  if (!fs.existsSync(file)) return null;
  const key = parseKey(fs.readFileSync(file, 'utf8'));
  if (key === null) throw new Error(`${file} holds no key`);
  return key;
}

export const writeKeyFile = (home: string, key: Buffer): void =>
  writeDurably(keyFilePath(home), `${key.toString('base64')}\n`);

export function removeKeyFile(home: string): void {
  fs.rmSync(keyFilePath(home), { force: true });
  syncFolder(home);
}

/** Null for what is no key. */
export function parseKey(text: string): Buffer | null {
  const key = Buffer.from(text.trim(), 'base64');
  return key.length === keyBytes ? key : null;
}
