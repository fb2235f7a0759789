import { expect, test } from 'vitest';
import type { AnswerKind } from '#shared/answer-plans.ts';
import { trayWords } from '../../../../electron/engine/tray/tray-words.ts';
import { en } from '../../../../renderer/app/messages/en.ts';

const { none, ...answers } = trayWords.en.answers;
const kinds = Object.keys(answers) as Exclude<AnswerKind, 'none'>[];

test.each(kinds)('of “%s” the tray says what Home says', (kind) => {
  expect(answers[kind]).toEqual(en[`home.${kind}`]);
});

test('where there is no plan, too', () => {
  expect(none).toBe(en['start.title']);
});
