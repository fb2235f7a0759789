import { z } from 'zod';
import { countSchema, pathSchema } from './primitives.ts';

/** Where the key lies with which a home's passwords are encrypted. */
export const keyPlaces = ['keyring', 'file'] as const;
export type KeyPlace = (typeof keyPlaces)[number];

/**
 * How the system's keyring is: to be used, locked, never set up, not there since nobody has a session on a desktop or nothing runs in
 * it that keeps secrets, switched off (HOLDFAST_KEYRING=off), without an answer in time, or failing.
 */
export const keyringStates = [
  'ready',
  'locked',
  'not-set-up',
  'no-session',
  'no-service',
  'off',
  'no-answer',
  'failed',
] as const;
export type KeyringState = (typeof keyringStates)[number];
export type KeyringTrouble = Exclude<KeyringState, 'ready'>;

/** Why passwords can't be read. `key-lost`: where the key should lie there is none, or it is another one. */
export const secretsTroubles = ['keyring', 'key-lost', 'damaged'] as const;
export type SecretsTrouble = (typeof secretsTroubles)[number];

/** Confirms that all passwords are to be forgotten. */
export const forgetPhrase = 'forget all passwords';

export const secretsStatusSchema = z.object({
  /** Null as long as there is no key, since nothing has been kept yet. */
  place: z.enum(keyPlaces).nullable(),
  /** How many passwords and the like are kept. */
  kept: countSchema,
  /** By whoever runs this engine, and now. */
  readable: z.boolean(),
  trouble: z.enum(secretsTroubles).nullable(),
  keyring: z.enum(keyringStates),
  /** What the keyring's library or the system said about it; null where there is nothing to add. */
  detail: z.string().nullable(),
  /** The key's file, whether it is there or not. */
  file: pathSchema,
  /** Moving the key was cut off: it still lies in both places, and moving it again cleans up. */
  both: z.boolean(),
});
export type SecretsStatus = z.infer<typeof secretsStatusSchema>;
