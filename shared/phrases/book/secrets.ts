import { keyringWords } from '../../keyring-words.ts';
import { pair } from '../pair.ts';

const { en, de } = keyringWords;

/** Of the key to the passwords, and the system's keyring. */
export const secrets = [
  pair('No passwords are kept yet.', 'Es sind noch keine Passwörter gespeichert.'),
  pair(
    'Moving the key to the passwords was cut off: it lies in the system’s keyring and in its file.',
    'Das Verschieben des Schlüssels zu den Passwörtern wurde unterbrochen: Er liegt im Schlüsselbund des Systems und in seiner Datei.',
  ),
  pair(
    'Go on with “holdfast secrets move keyring” or “holdfast secrets move file”.',
    'Machen Sie weiter mit „holdfast secrets move keyring“ oder „holdfast secrets move file“.',
  ),
  pair(
    'The key to the passwords lies in the system’s keyring: it can be read while you are logged in at the desktop, so backups without anybody logged in can’t. “holdfast secrets move file” changes that.',
    'Der Schlüssel zu den Passwörtern liegt im Schlüsselbund des Systems: Er ist zu lesen, solange Sie angemeldet sind; Sicherungen, während niemand angemeldet ist, können es nicht. „holdfast secrets move file“ ändert das.',
  ),
  pair(
    'The key to the passwords lies in {file}, which only you can read: backups can always use it, and so can whoever gets a copy of the whole home. “holdfast secrets move keyring” puts it into the system’s keyring, where there is one.',
    'Der Schlüssel zu den Passwörtern liegt in {file}, die nur Sie lesen können: Sicherungen können ihn immer benutzen, und jeder, der eine Kopie des ganzen Ordners bekommt, auch. „holdfast secrets move keyring“ legt ihn in den Schlüsselbund des Systems, wo es einen gibt.',
  ),
  pair(
    'The passwords can’t be read now: their key lies in the system’s keyring, and {why}.',
    'Die Passwörter sind gerade nicht zu lesen: Ihr Schlüssel liegt im Schlüsselbund des Systems, und {why}.',
  ),
  pair(
    'For backups while nobody is logged in: “holdfast secrets move file” once the keyring is open.',
    'Für Sicherungen, während niemand angemeldet ist: „holdfast secrets move file“, sobald der Schlüsselbund offen ist.',
  ),
  pair(
    'The passwords can’t be read: their key should lie in the system’s keyring, and is not there.',
    'Die Passwörter sind nicht zu lesen: Ihr Schlüssel sollte im Schlüsselbund des Systems liegen und ist nicht da.',
  ),
  pair(
    'It was removed there, or this home comes from another computer.',
    'Er wurde dort entfernt, oder dieser Ordner kommt von einem anderen Rechner.',
  ),
  pair(
    'If it is gone for good: “holdfast secrets forget”, then give the passwords again.',
    'Ist er endgültig fort: „holdfast secrets forget“, und geben Sie die Passwörter dann neu an.',
  ),
  pair(
    'The passwords can’t be read: {file} is not there, or holds another key.',
    'Die Passwörter sind nicht zu lesen: {file} ist nicht da oder enthält einen anderen Schlüssel.',
  ),
  pair(
    'The kept passwords can’t all be read: their file was changed.',
    'Die gespeicherten Passwörter sind nicht alle zu lesen: Ihre Datei wurde geändert.',
  ),
  pair('Give them again.', 'Geben Sie sie neu an.'),
  pair(
    '1 password is set aside and no longer used. Each is to be given again.',
    '1 Passwort wird beiseitegelegt und nicht mehr benutzt. Es ist neu anzugeben.',
  ),
  pair(
    '{count} passwords are set aside and no longer used. Each is to be given again.',
    '{count} Passwörter werden beiseitegelegt und nicht mehr benutzt. Jedes ist neu anzugeben.',
  ),
  pair('The Node that Holdfast brings along was not found.', 'Das Node, das Holdfast mitbringt, wurde nicht gefunden.'),
  pair(
    'The program that asks the keyring ended with {code}.',
    'Das Programm, das den Schlüsselbund fragt, endete mit {code}.',
  ),
  pair('It does not say whether it is locked.', 'Er sagt nicht, ob er gesperrt ist.'),
  pair(
    'The address of the session’s message bus is none that can be used.',
    'Die Adresse des Nachrichtenbusses der Sitzung ist nicht zu benutzen.',
  ),
  pair('The session’s message bus hung up.', 'Der Nachrichtenbus der Sitzung hat aufgelegt.'),
  pair('The message bus sent nonsense.', 'Der Nachrichtenbus hat Unsinn gesendet.'),
  { en: en.locked.why, de: de.locked.why },
  ...(['not-set-up', 'no-session', 'no-service', 'off', 'no-answer', 'failed'] as const).map((state) => ({
    en: en[state].why,
    de: de[state].why,
  })),
  ...(['locked', 'not-set-up', 'no-session', 'no-service', 'off', 'no-answer', 'failed'] as const).map((state) => ({
    en: en[state].next,
    de: de[state].next,
  })),
];
