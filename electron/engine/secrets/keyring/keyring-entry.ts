import { z } from 'zod';
import { parseKey } from '../key-file.ts';

/** What an entry of the keyring holds: the key, and whose it is for whoever finds it there. */
export interface KeyringEntry {
  readonly key: Buffer;
  /** Path of the home at the time. */
  readonly home: string;
}

const entrySchema = z.object({ key: z.string(), home: z.string() });

export const encodeEntry = ({ key, home }: KeyringEntry): string =>
  JSON.stringify({ key: key.toString('base64'), home } satisfies z.infer<typeof entrySchema>);

/** Null for what is none of ours. */
export function decodeEntry(value: string): KeyringEntry | null {
  try {
    const entry = entrySchema.parse(JSON.parse(value));
    const key = parseKey(entry.key);
    return key && { key, home: entry.home };
  } catch {
    return null;
  }
}
