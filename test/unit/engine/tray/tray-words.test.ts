import { expect, test } from 'vitest';
import type { AnswerKind } from '#shared/answer-plans.ts';
import { type WaitReason, waitReasons } from '#shared/domain/schedule.ts';
import { trayWords } from '../../../../electron/engine/tray/tray-words.ts';
import { de } from '../../../../renderer/app/messages/de.ts';
import { en } from '../../../../renderer/app/messages/en.ts';

const catalogues = { en, de };
const kinds = Object.keys(trayWords.en.answers) as AnswerKind[];
const cases = (['en', 'de'] as const).flatMap((language) => kinds.map((kind) => [language, kind] as const));

test.each(cases)('in “%s” the tray says of “%s” what Home says', (language, kind) => {
  const key = kind === 'none' ? 'start.title' : (`home.${kind}` as const);
  const home = catalogues[language][key];
  expect(trayWords[language].answers[kind]).toEqual(home);
});

test.each(['en', 'de'] as const)('in “%s” it names what a backup waits for as the window does', (language) => {
  const said = (reason: WaitReason) => catalogues[language][`skip.${reason}`];
  expect(trayWords[language].reasons).toEqual(Object.fromEntries(waitReasons.map((reason) => [reason, said(reason)])));
});
