import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { HoldfastError } from '#shared/errors.ts';
import { writeDurably } from '../repository/write-durably.ts';
import { makeDataKey, readDataKey } from './data-key.ts';
import { type Sealed, seal, sealedSchema, unseal } from './seal.ts';

/** Passwords of a home. Everything is synchronous and takes a millisecond or so. */
export interface SecretStore {
  /** Null: none is kept under that name. Throws `secret-unreadable` when it was tampered with or the key is lost. */
  get(name: string): string | null;
  /** Those that can't be read any more stay as they are; under a lost key they are given up. */
  set(name: string, value: string): void;
  remove(...names: readonly string[]): void;
  /** Under which names something is kept. */
  names(): readonly string[];
}

const fileSchema = z.object({ format: z.literal(1), secrets: z.record(z.string(), sealedSchema) });
type Secrets = Readonly<Record<string, Sealed>>;

const patienceMs = 5000;

/** Under which name the password of a plan's database server is kept. */
export const databaseSecret = (sourceId: string): string => `database/${sourceId}`;

/**
 * The secrets of a home, in its `secrets.json` (0600), each encrypted by itself with the home's key. Reading looks at the
 * file each time, so that what another process kept counts.
 */
export function createSecretStore(home: string): SecretStore {
  const file = path.join(home, 'secrets.json');
  return {
    get: (name) => {
      const sealed = read(file)[name];
      return sealed === undefined ? null : open(home, file, { name, sealed });
    },
    set: (name, value) =>
      alone(home, () => {
        const key = keyOf(home, file);
        const kept = key === null ? {} : read(file);
        write(file, { ...kept, [name]: seal(key ?? makeDataKey(home), name, value) });
      }),
    names: () => Object.keys(read(file)),
    remove: (...names) => {
      if (!fs.existsSync(file)) return;
      alone(home, () => {
        const kept = Object.entries(read(file)).filter(([name]) => !names.includes(name));
        write(file, Object.fromEntries(kept));
      });
    },
  };
}

function open(
  home: string,
  file: string,
  { name, sealed }: { readonly name: string; readonly sealed: Sealed },
): string {
  const key = keyOf(home, file);
  if (key === null) throw unreadable(file, 'their key (secrets.key beside it) is gone');
  try {
    return unseal(key, name, sealed);
  } catch (error) {
    throw unreadable(file, 'the file was changed, or its key (secrets.key) is another one', error);
  }
}

function keyOf(home: string, file: string): Buffer | null {
  try {
    return readDataKey(home);
  } catch (error) {
    throw unreadable(file, `their key can’t be read (${(error as Error).message})`, error);
  }
}

function read(file: string): Secrets {
  try {
    return fileSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8'))).secrets;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw unreadable(file, 'the file makes no sense. Move it away first', error);
  }
}

const write = (file: string, secrets: Secrets): void =>
  writeDurably(file, `${JSON.stringify({ format: 1, secrets } satisfies z.infer<typeof fileSchema>, null, 2)}\n`);

/** One writer at a time, also of several processes: an SQLite file as lock, which the kernel frees however a process ends. */
function alone(home: string, act: () => void): void {
  const lock = new Database(path.join(home, 'secrets.lock'), { timeout: patienceMs });
  try {
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
    act();
  } finally {
    lock.close();
  }
}

const unreadable = (file: string, reason: string, cause?: unknown) =>
  new HoldfastError('secret-unreadable', { file, reason }, cause);
