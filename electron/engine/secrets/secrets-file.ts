import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { keyPlaces } from '#shared/domain/secrets.ts';
import { HoldfastError } from '#shared/errors.ts';
import { writeDurably } from '../repository/write-durably.ts';
import { sealedSchema } from './seal.ts';

/** Which key the secrets are sealed with. */
const keyRecordSchema = z.object({
  /** Under which name the key lies in a keyring. It goes with the home, wherever that is moved, and belongs to one key for good. */
  account: z.uuid(),
  place: z.enum(keyPlaces),
  /** Opens with the right key only. */
  check: sealedSchema,
});
export type KeyRecord = z.infer<typeof keyRecordSchema>;

const fileSchema = z.object({
  format: z.literal(1),
  secrets: z.record(z.string(), sealedSchema),
  /** Not there in homes whose key was made before it could be in a keyring: it is in the file then. */
  key: keyRecordSchema.optional(),
});
export type SecretsFile = Omit<z.infer<typeof fileSchema>, 'format'>;

export const secretsPath = (home: string): string => path.join(home, 'secrets.json');

/** What is kept of a home (`secrets.json`, 0600), sealed. Throws `secret-unreadable` when it makes no sense. */
export function readSecretsFile(home: string): SecretsFile {
  try {
    const { secrets, key } = fileSchema.parse(JSON.parse(fs.readFileSync(secretsPath(home), 'utf8')));
    return { secrets, ...(key && { key }) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { secrets: {} };
    throw unreadable(home, 'the file makes no sense. Move it away first', error);
  }
}

/** Call it within `alone`. */
export const writeSecretsFile = (home: string, content: SecretsFile): void =>
  writeDurably(
    secretsPath(home),
    `${JSON.stringify({ format: 1, ...content } satisfies z.infer<typeof fileSchema>, null, 2)}\n`,
  );

const patienceMs = 5000;

/**
 * One writer at a time, also of several processes: an SQLite file as lock, which the kernel frees however a process ends.
 * It is held for milliseconds: whoever waits for it stands still.
 */
export function alone<Result>(home: string, act: () => Result): Result {
  const lock = new Database(path.join(home, 'secrets.lock'), { timeout: patienceMs });
  try {
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
    return act();
  } finally {
    lock.close();
  }
}

export const unreadable = (home: string, reason: string, cause?: unknown): HoldfastError =>
  new HoldfastError('secret-unreadable', { file: secretsPath(home), reason }, cause);
