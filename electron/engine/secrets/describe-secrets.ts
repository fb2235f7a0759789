import type { SecretsStatus } from '#shared/domain/secrets.ts';
import { keyringWords } from '#shared/keyring-words.ts';

/** How passwords are kept, as the doctor and the command line say it; `next` is what there is to do about it. */
export interface SecretsWords {
  readonly message: string;
  readonly next: string | null;
}

export function describeSecrets(status: SecretsStatus): SecretsWords {
  const { place, readable, both } = status;
  if (!readable) return describeTrouble(status);
  if (place === null) return { message: 'No passwords are kept yet.', next: null };
  if (both) {
    const message = 'Moving the key to the passwords was cut off: it lies in the system’s keyring and in its file.';
    return { message, next: 'Go on with “holdfast secrets move keyring” or “holdfast secrets move file”.' };
  }
  return place === 'keyring' ? { message: inKeyring, next: null } : { message: inFile(status), next: null };
}

const inKeyring =
  'The key to the passwords lies in the system’s keyring: it can be read while you are logged in at the desktop, so backups without anybody logged in can’t. “holdfast secrets move file” changes that.';

const inFile = ({ file }: SecretsStatus): string =>
  `The key to the passwords lies in ${file}, which only you can read: backups can always use it, and so can whoever gets a copy of the whole home. “holdfast secrets move keyring” puts it into the system’s keyring, where there is one.`;

function describeTrouble({ trouble, keyring, place, file }: SecretsStatus): SecretsWords {
  if (trouble === 'keyring') {
    const { why, next } = keyringWords.en[keyring === 'ready' ? 'failed' : keyring];
    return {
      message: `The passwords can’t be read now: their key lies in the system’s keyring, and ${why}.`,
      next: `${next} For backups while nobody is logged in: “holdfast secrets move file” once the keyring is open.`,
    };
  }
  const forget = 'If it is gone for good: “holdfast secrets forget”, then give the passwords again.';
  if (trouble === 'key-lost' && place === 'keyring') {
    return {
      message: 'The passwords can’t be read: their key should lie in the system’s keyring, and is not there.',
      next: `It was removed there, or this home comes from another computer. ${forget}`,
    };
  }
  if (trouble === 'key-lost') {
    return { message: `The passwords can’t be read: ${file} is not there, or holds another key.`, next: forget };
  }
  return { message: 'The kept passwords can’t all be read: their file was changed.', next: 'Give them again.' };
}
