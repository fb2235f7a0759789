import { describe, expect, test } from 'vitest';
import { de } from '../../../../../renderer/app/messages/de.ts';
import { en } from '../../../../../renderer/app/messages/en.ts';
import type { Message } from '../../../../../renderer/app/messages/message.ts';

const german: Readonly<Record<string, Message>> = de;
const english: Readonly<Record<string, Message>> = en;

/** Words that both languages write alike. */
const alike = new Set([
  ...['Code', 'CRLF', 'Desktop', 'Deutsch', 'English', 'Healthchecks', 'Holdfast', 'In', 'in', 'JSON', 'Name', 'Pipe'],
  ...['Plan', 'Port', 'PostgreSQL', 'Problem', 'Server', 'Socket', 'STARTTLS', 'UTF', 'UUID', 'Version', 'Webhook'],
  ...['Windows', 'h', 'min', 'ntfy', 's'],
]);

const textsOf = (message: Message): readonly string[] =>
  typeof message === 'string' ? [message] : [message.one, message.other];
const placesIn = (message: Message): readonly string[] => [
  ...new Set(textsOf(message).flatMap((text) => text.match(/\{\w+\}/g) ?? [])),
];
const wordsIn = (text: string): readonly string[] => text.replaceAll(/\{\w+\}/g, ' ').match(/\p{L}+/gu) ?? [];

describe('the German catalogue', () => {
  test('has what the English one has, with the same forms and parameters', () => {
    expect(Object.keys(german).toSorted()).toEqual(Object.keys(english).toSorted());
    const differing = Object.entries(german).filter(([key, message]) => {
      const other = english[key] ?? '';
      const [own, given] = [placesIn(message), placesIn(other)];
      return typeof message !== typeof other || own.toSorted().join() !== given.toSorted().join();
    });
    expect(differing).toEqual([]);
  });

  test('says nothing in English, but for words that are the same', () => {
    const same = Object.keys(german).filter((key) => {
      const texts = textsOf(english[key] ?? '');
      return textsOf(german[key] ?? '').some((text) => {
        const own = texts.includes(text) ? wordsIn(text) : [];
        return own.some((word) => !alike.has(word));
      });
    });
    expect(same).toEqual([]);
  });

  test('is calm and set as German is: „quotes“, an ellipsis after a space, no exclamation marks', () => {
    const texts = Object.values(german).flatMap(textsOf);
    const count = (text: string, mark: string) => text.split(mark).length;
    expect(texts.filter((text) => text.trim() === '' || /[!"”]|\S…/.test(text))).toEqual([]);
    expect(texts.filter((text) => count(text, '„') !== count(text, '“'))).toEqual([]);
  });
});
