import type { Language } from './domain/language.ts';
import type { KeyringTrouble } from './domain/secrets.ts';

interface TroubleWords {
  /** Why the keyring can't be used, as the end of a sentence. */
  readonly why: string;
  /** What to do so that it can, as a sentence. */
  readonly next: string;
}

/** Why the system's keyring can't be used, and what helps. */
export const keyringWords: Readonly<Record<Language, Readonly<Record<KeyringTrouble, TroubleWords>>>> = {
  en: {
    locked: { why: 'it is locked', next: 'Log in at the desktop, or unlock it there.' },
    'not-set-up': {
      why: 'it has not been set up yet',
      next: 'Set it up on the desktop (“Passwords and Keys”, KWallet).',
    },
    'no-session': {
      why: 'its user has no session on a desktop',
      next: 'Log in at the desktop.',
    },
    'no-service': {
      why: 'no keyring is running in the session',
      next: 'Start the desktop’s keyring (GNOME Keyring, KWallet or KeePassXC).',
    },
    off: { why: 'HOLDFAST_KEYRING=off forbids it', next: 'Start Holdfast without HOLDFAST_KEYRING.' },
    'no-answer': {
      why: 'it did not answer in time',
      next: 'Look on the screen whether it asks for something, and try again.',
    },
    failed: { why: 'it failed', next: 'Try again, and see “holdfast secrets status”.' },
  },
  de: {
    locked: { why: 'er ist gesperrt', next: 'Melden Sie sich am Rechner an oder entsperren Sie ihn dort.' },
    'not-set-up': {
      why: 'er ist noch nicht eingerichtet',
      next: 'Richten Sie ihn am Rechner ein („Passwörter und Verschlüsselung“, KWallet).',
    },
    'no-session': {
      why: 'sein Benutzer ist an keiner grafischen Oberfläche angemeldet',
      next: 'Melden Sie sich an der grafischen Oberfläche an.',
    },
    'no-service': {
      why: 'in der Sitzung läuft keiner',
      next: 'Starten Sie den Schlüsselbund der Oberfläche (GNOME, KWallet oder KeePassXC).',
    },
    off: { why: 'HOLDFAST_KEYRING=off verbietet es', next: 'Starten Sie Holdfast ohne HOLDFAST_KEYRING.' },
    'no-answer': {
      why: 'er hat nicht rechtzeitig geantwortet',
      next: 'Sehen Sie nach, ob er auf dem Bildschirm etwas fragt, und versuchen Sie es noch einmal.',
    },
    failed: { why: 'er hat versagt', next: 'Versuchen Sie es noch einmal; mehr sagt „holdfast secrets status“.' },
  },
};

export const isKeyringTrouble = (state: unknown): state is KeyringTrouble =>
  typeof state === 'string' && Object.hasOwn(keyringWords.en, state);
