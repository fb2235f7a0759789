import type { SecretsStatus } from '#shared/domain/secrets.ts';
import { keyringWords } from '#shared/keyring-words.ts';
import { currentLanguage } from '../../app/messages/language.ts';
import { t } from '../../app/messages/t.ts';

interface SecretsWords {
  readonly sentence: string;
  /** What that means, or what to do; null where there is nothing to add. */
  readonly means: string | null;
  /** Why the keyring can't be moved to; null where it can, or nothing depends on it. */
  readonly closed: string | null;
}

/** How passwords are kept, in the words of the window. */
export function secretsWords(status: SecretsStatus): SecretsWords {
  const { place, readable, keyring } = status;
  if (!readable) return { ...wordsOfTrouble(status), closed: null };
  if (place === null) return { sentence: t('security.none'), means: t('security.none.next'), closed: null };
  const closed =
    place === 'file' && keyring !== 'ready'
      ? t('security.keyring.closed', { why: keyringWords[currentLanguage()][keyring].why })
      : null;
  return { sentence: t(`security.${place}`), means: t(`security.${place}.means`), closed };
}

function wordsOfTrouble({ trouble, place, keyring, file }: SecretsStatus): Omit<SecretsWords, 'closed'> {
  if (trouble === 'keyring') {
    const { why, next } = keyringWords[currentLanguage()][keyring === 'ready' ? 'failed' : keyring];
    return { sentence: t('security.locked', { why }), means: next };
  }
  if (trouble === 'key-lost' && place === 'keyring') {
    return { sentence: t('security.lost.keyring'), means: t('security.lost.keyring.means') };
  }
  if (trouble === 'key-lost') {
    return { sentence: t('security.lost.file'), means: t('security.lost.file.means', { file }) };
  }
  return { sentence: t('security.damaged'), means: t('security.damaged.means') };
}
