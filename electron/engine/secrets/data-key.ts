import fs from 'node:fs';
import path from 'node:path';
import { writeDurably } from '../repository/write-durably.ts';

const keyBytes = 32;

/**
 * The key that a home's secrets are kept with (256 bits): in a file of its own, `secrets.key` (0600), so that the secrets'
 * file alone, in a backup or sent by mistake, tells nothing. Null when there is none; throws when it is no key.
 */
export function readDataKey(home: string): Buffer | null {
  const file = keyFile(home);
  if (!fs.existsSync(file)) return null;
  const key = Buffer.from(fs.readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length !== keyBytes) throw new Error(`${file} holds no key`);
  return key;
}

/** Makes the key of a home that has none yet. */
export function makeDataKey(home: string): Buffer {
  const key = Buffer.from(crypto.getRandomValues(new Uint8Array(keyBytes)));
  writeDurably(keyFile(home), `${key.toString('base64')}\n`);
  return key;
}

const keyFile = (home: string): string => path.join(home, 'secrets.key');
