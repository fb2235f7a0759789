import { isKeyringTrouble, keyringWords } from '../../../keyring-words.ts';
import type { SentencesOf } from '../../sentence.ts';

export const secrets = {
  'keyring-unavailable': ({ action, state }) => {
    const { why, next } = keyringWords.de[isKeyringTrouble(state) ? state : 'failed'];
    return action === 'move'
      ? `Der Schlüssel zu den Passwörtern lässt sich nicht in den Schlüsselbund des Systems legen, denn ${why}. Er bleibt in seiner Datei. ${next}`
      : `Die Passwörter sind jetzt nicht lesbar: Ihr Schlüssel liegt im Schlüsselbund des Systems, und ${why}. ${next} Für Sicherungen, während niemand angemeldet ist, gehört der Schlüssel in eine Datei: „holdfast secrets move file“, sobald der Schlüsselbund offen ist.`;
  },
  'keyring-entry-lost': () =>
    'Die Passwörter sind nicht lesbar: Ihr Schlüssel sollte im Schlüsselbund des Systems liegen und ist nicht dort. Er wurde dort entfernt, oder dieser Ordner stammt von einem anderen Rechner: dort „holdfast secrets move file“, dann neu kopieren. Ist er endgültig verloren, „holdfast secrets forget“, und dann die Passwörter neu eingeben.',
  'secrets-busy': () =>
    'Ein anderes Holdfast verlegt gerade den Schlüssel zu den Passwörtern. Versuchen Sie es gleich noch einmal.',
} satisfies SentencesOf;
