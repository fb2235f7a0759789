import { text } from 'node:stream/consumers';
import type { KeyringAnswer, KeyringRequest } from './ask-keyring.ts';
import { askSecretService, type Found } from './ask-secret-service.ts';
import { sessionBus } from './session-bus.ts';

/**
 * A process of its own that speaks with the system's keyring: one request as JSON on its standard input, one answer on its standard
 * output. What the keyring's library calls may wait for a person, and can't be called off: this process can be ended.
 */
const request: KeyringRequest = JSON.parse(await text(process.stdin));
const answer = await carryOut(request).catch(
  (error: unknown): KeyringAnswer => ({
    state: 'failed',
    detail: error instanceof Error ? error.message : String(error),
    value: null,
  }),
);
process.stdout.write(`${JSON.stringify(answer)}\n`, () => process.exit(0));

async function carryOut({ verb, account, value }: KeyringRequest): Promise<KeyringAnswer> {
  const found = await lookAtKeyring();
  if (found.state !== 'ready' || verb === 'look') return { ...found, value: null };
  const { AsyncEntry } = await import('@napi-rs/keyring');
  // The kernel's keyring, to which the library falls back, forgets everything at shutdown.
  const entry = new AsyncEntry('Holdfast', account, { linux: { store: 'secret-service' } });
  switch (verb) {
    case 'get':
      return { ...found, value: (await entry.getPassword()) ?? null };
    case 'set':
      await entry.setPassword(value ?? '');
      return { ...found, value: (await entry.getPassword()) ?? null };
    case 'remove':
      await entry.deletePassword();
      return { ...found, value: null };
  }
}

/** Elsewhere the keyring belongs to the system and is there; that it is locked shows by trying. */
async function lookAtKeyring(): Promise<Found> {
  if (process.platform !== 'linux') {
    await import('@napi-rs/keyring');
    return { state: 'ready', detail: null };
  }
  const address = sessionBus();
  if (address === null) return { state: 'no-session', detail: null };
  // Said aloud: without it the library's D-Bus may start a bus of its own.
  process.env.DBUS_SESSION_BUS_ADDRESS = address;
  return askSecretService(address);
}
