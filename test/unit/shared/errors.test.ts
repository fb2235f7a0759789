import { expect, test } from 'vitest';
import { errorSentence } from '#shared/errors/error-sentence.ts';
import { errorCodes, HoldfastError } from '#shared/errors.ts';
import { english } from '../../helpers/english.ts';

/** Details of which each is its own name. */
const named = (asked: Set<string>, given: Readonly<Record<string, number | undefined>> = {}) =>
  new Proxy(given, {
    get: (target, name) => {
      asked.add(String(name));
      return target[String(name)] ?? `{${String(name)}}`;
    },
  });

test.each(errorCodes)('%s has a German sentence of its own that tells the same', (code) => {
  for (const given of [{}, { count: 1 }]) {
    const [inEnglish, inGerman] = [new Set<string>(), new Set<string>()];
    const en = errorSentence(code, named(inEnglish, given), 'en');
    const de = errorSentence(code, named(inGerman, given), 'de');
    expect([...inGerman].sort()).toEqual([...inEnglish].sort());
    // It is nothing but the reason.
    if (code !== 'invalid-input') expect(de).not.toBe(en);
    expect(english(de)).toEqual([]);
    expect(de).not.toMatch(/undefined|!/);
    expect((de.match(/\{\w+\}/g) ?? []).toSorted()).toEqual((en.match(/\{\w+\}/g) ?? []).toSorted());
  }
});

test('an error speaks English; its sentence is made anew in German, with the reason', () => {
  const error = new HoldfastError('destination-full', { path: '/mnt/usb', needed: '1.5 GB', free: '200 MB' });
  expect(error.message).toMatch(/^There is not enough space on \/mnt\/usb: 1\.5 GB needed, 200 MB free\./);
  expect(errorSentence(error.code, error.details, 'de')).toMatch(
    /^Auf \/mnt\/usb ist nicht genug Platz: 1,5 GB sind nötig, 200 MB frei\./,
  );
  expect(errorSentence('invalid-input', { reason: 'There is no folder /home/ann/x.' }, 'de')).toBe(
    'Es gibt keinen Ordner /home/ann/x.',
  );
  expect(errorSentence('path-not-found', { path: '/x', where: 'this computer', nearest: '' }, 'de')).toBe(
    '/x ist nicht auf diesem Rechner.',
  );
  const unsaved = { count: 2, paths: ['/a (it could not be copied)', '/b (it has gone meanwhile)'] };
  expect(errorSentence('safety-incomplete', unsaved, 'de')).toContain(
    ': /a (ließ sich nicht kopieren), /b (inzwischen verschwunden). Es wurde nichts angerührt.',
  );
});
