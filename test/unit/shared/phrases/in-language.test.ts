import { describe, expect, it, test } from 'vitest';
import { HoldfastError } from '#shared/errors.ts';
import { inLanguage } from '#shared/in-language.ts';
import { phrases } from '#shared/phrases/in-language.ts';
import { english } from '../../../helpers/english.ts';

const german = (text: string): string => inLanguage(text, 'de');

describe('a message of the engine in German', () => {
  it.each([
    ['/home/ann/a.txt vanished during the backup.', '/home/ann/a.txt ist während der Sicherung verschwunden.'],
    [
      '/home/ann/my notes.txt could not be read (EACCES). Its last copy is carried along.',
      '/home/ann/my notes.txt war nicht zu lesen (kein Zugriff). Die letzte Kopie wird weitergeführt.',
    ],
    [
      'In the snapshot 2026-11-21T03-00-00Z, /a: its content has changed. The same copy is in one and 3 more.',
      'Im Sicherungsstand 2026-11-21T03-00-00Z, /a: der Inhalt hat sich geändert. Dieselbe Kopie ist in one und 3 weiteren.',
    ],
    [
      'This restore overwrites 2 entries modified later than the snapshot’s, replaces 1 entry with what the snapshot holds and deletes 1200 entries that the snapshot does not hold.',
      'Diese Wiederherstellung überschreibt 2 Einträge, die neuer sind als im Sicherungsstand, ersetzt 1 Eintrag durch den des Sicherungsstands und löscht 1200 Einträge, die der Sicherungsstand nicht hat.',
    ],
    [
      'This deletes the snapshot one of “Docs” for good. Lost with it: 1,234 versions of files (1.5 GB) that no other snapshot holds, and the dump of a database (2 MB).',
      'Das löscht den Sicherungsstand one von „Docs“ endgültig. Mit ihm geht verloren: 1.234 Versionen von Dateien (1,5 GB), die kein anderer Sicherungsstand hat, und der Dump einer Datenbank (2 MB).',
    ],
    [
      'Nothing answers at localhost:25. Check name and port, and that the server runs.',
      'Bei localhost:25 antwortet nichts. Prüfen Sie Name und Port, und ob der Server läuft.',
    ],
    ['what nobody of Holdfast said', 'what nobody of Holdfast said'],
    ['', ''],
  ])('%s', (said, expected) => expect(german(said)).toBe(expected));

  it('knows errors that come without their code, also within a warning', () => {
    const away = new HoldfastError('destination-missing', { path: '/mnt/usb' });
    expect(german(away.message)).toMatch(/^Das Repository \/mnt\/usb ist nicht da\./);
    const server = new HoldfastError('database-lost', { server: 'db:5432', reason: 'terminating connection' });
    expect(german(`The database “shop” of “db” was not backed up: ${server.message}`)).toBe(
      'Die Datenbank „shop“ von „db“ wurde nicht gesichert: Die Verbindung zum PostgreSQL-Server db:5432 ist abgebrochen: terminating connection. Sehen Sie nach, ob der Server läuft, und starten Sie neu.',
    );
    const one = new HoldfastError('damaged', { count: 1, snapshot: 'x' });
    expect(german(one.message)).toMatch(/^1 Datei ist beschädigt oder fehlt im Sicherungsstand x\./);
  });

  it('leaves English as it is', () => expect(inLanguage('It is done.', 'en')).toBe('It is done.'));
});

test('each phrase is there once, in both languages, and none is left English', () => {
  const all = phrases.map(({ en }) => en);
  expect(all.filter((en, at) => all.indexOf(en) !== at)).toEqual([]);
  for (const { en, de } of phrases) {
    expect([en, english(de)]).toEqual([en, []]);
    expect(de).not.toMatch(/!/);
  }
});
