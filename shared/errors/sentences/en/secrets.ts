import { isKeyringTrouble, keyringWords } from '../../../keyring-words.ts';
import type { SentencesOf } from '../../sentence.ts';

export const secrets = {
  'keyring-unavailable': ({ action, state }) => {
    const { why, next } = keyringWords.en[isKeyringTrouble(state) ? state : 'failed'];
    return action === 'move'
      ? `The key to the passwords can’t be put into the system’s keyring: ${why}. It stays in its file. ${next}`
      : `The passwords can’t be read now: their key lies in the system’s keyring, and ${why}. ${next} For backups while nobody is logged in, the key belongs into a file: “holdfast secrets move file” once the keyring is open.`;
  },
  'keyring-entry-lost': () =>
    'The passwords can’t be read: their key should lie in the system’s keyring, and is not there. It was removed there, or this home comes from another computer: “holdfast secrets move file” there, then copy it anew. If it is gone for good, “holdfast secrets forget”, then give the passwords again.',
  'secrets-busy': () => 'Another Holdfast is moving the key to the passwords just now. Try again in a moment.',
} satisfies SentencesOf;
