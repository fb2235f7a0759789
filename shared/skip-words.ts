import type { Language } from './domain/language.ts';
import type { SkipReason } from './domain/schedule.ts';

/** What an occurrence waits for, or why it never started. */
export const skipWords: Readonly<Record<Language, Readonly<Record<SkipReason, string>>>> = {
  en: {
    paused: 'schedules were paused',
    battery: 'the battery was too low',
    'volume-away': 'the drive was not there',
    'wrong-volume': 'another drive was at its place',
    'read-only': 'the drive could not be written to',
    network: 'a database server could not be reached',
    keyring: 'the keyring with the key to the passwords was closed',
    busy: 'something else of the plan was going on',
    missed: 'Holdfast was not running, or the computer was off or asleep',
    covered: 'there was a newer backup already',
  },
  de: {
    paused: 'die Zeitpläne waren angehalten',
    battery: 'der Akku war zu leer',
    'volume-away': 'das Laufwerk war nicht da',
    'wrong-volume': 'ein anderes Laufwerk war an seiner Stelle',
    'read-only': 'auf das Laufwerk konnte nicht geschrieben werden',
    network: 'ein Datenbankserver war nicht zu erreichen',
    keyring: 'der Schlüsselbund mit dem Schlüssel zu den Passwörtern war gesperrt',
    busy: 'etwas anderes des Plans war im Gang',
    missed: 'Holdfast lief nicht, oder der Rechner war aus oder im Ruhezustand',
    covered: 'es gab schon eine neuere Sicherung',
  },
};
