import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inLanguage } from '#shared/in-language.ts';
import { phrases } from '#shared/phrases/in-language.ts';
import { english } from '../../../helpers/english.ts';
import { readSentences } from '../../../helpers/read-sentences.ts';
import { commandsOnly, neverSaid, piecedSentences } from './pieced-sentences.ts';

const root = path.resolve(import.meta.dirname, '../../../../electron/engine');
/** What they say has its own tables of both languages, or is English in every one: the page in a repository, and the trail of who did what. */
const elsewhere = /^(?:runbook|audit|notifications\/words|migrations|tray)\//;

const sources = fs
  .readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !elsewhere.test(file))
  .map((file) => ({ file, text: fs.readFileSync(path.join(root, file), 'utf8') }));

const isTold = (sentence: string): boolean => {
  const said = inLanguage(sentence, 'de');
  return said !== sentence && english(said).length === 0;
};

test('whatever the engine says in sentences is said in German too', () => {
  const untold = sources.flatMap(({ file, text }) => readSentences(text, file).filter((sentence) => !isTold(sentence)));
  const known = (sentence: string): boolean =>
    commandsOnly.has(sentence) ||
    Object.hasOwn(piecedSentences, sentence) ||
    neverSaid.some((form) => form.test(sentence));
  expect([...new Set(untold)].filter((sentence) => !known(sentence))).toEqual([]);
});

test('so is what it pieces together', () => {
  expect(
    Object.values(piecedSentences)
      .flat()
      .filter((sentence) => !isTold(sentence)),
  ).toEqual([]);
});

test('no phrase is kept that the engine does not say any more', () => {
  const all = [...sources.map(({ text }) => text), ...sharedSources()].join('\n').replaceAll('\\\\', '\\');
  // What the system says, it says by itself.
  const own = phrases.filter(({ en }) => !en.endsWith(', {call}'));
  const idle = own.filter(({ en }) => {
    const words = en.split(/\{\w+\}|\b\d+\b/).flatMap((part) => part.match(/\p{L}[\p{L}’']{3,}/gu) ?? []);
    return words.some((word) => !all.includes(word));
  });
  expect(idle.map(({ en }) => en)).toEqual([]);
});

const sharedSources = (): readonly string[] =>
  ['domain', 'contract', '.'].flatMap((folder) => {
    const place = path.resolve(import.meta.dirname, '../../../../shared', folder);
    const files = fs.readdirSync(place).filter((file) => file.endsWith('.ts'));
    return files.map((file) => fs.readFileSync(path.join(place, file), 'utf8'));
  });
