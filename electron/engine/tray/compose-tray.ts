import { type AnswerKind, answerPlans } from '#shared/answer-plans.ts';
import type { Language } from '#shared/domain/language.ts';
import { stateOfPlans } from '#shared/state-of-plans.ts';
import { composeMenu } from './compose-menu.ts';
import { endItems, openItem } from './menu-items.ts';
import { nameRun } from './name-run.ts';
import { lastGoodOf, pauseWords } from './status-lines.ts';
import type { TrayFace, TrayKnown, TrayState } from './tray-face.ts';
import { type TrayTimes, trayTimes } from './tray-times.ts';
import { type Counted, type TrayWords, trayWords } from './tray-words.ts';

/** What a text is made with: words and times in the language of whoever looks. */
export interface Telling {
  readonly language: Language;
  readonly words: TrayWords;
  readonly times: TrayTimes;
  /** In ms. */
  readonly now: number;
}

/** Windows cuts what is longer. */
const longestTooltip = 127;

/** The tray for a state of the engine. Pure; `now` in ms. */
export function composeTray(state: TrayState, language: Language, now: number): TrayFace {
  const telling: Telling = { language, words: trayWords[language], times: trayTimes(language, now), now };
  if (state === 'unreachable') return composeUnreachable(telling);
  const answer = answerOf(state, telling);
  return {
    icon: stateOfPlans(state.plans, state.runs.length > 0),
    tooltip: tooltipOf(state, answer, telling),
    items: composeMenu(state, answer, telling),
  };
}

/** Whether all is well is not known then, so it must not look as if it were. */
function composeUnreachable({ words }: Telling): TrayFace {
  return {
    icon: 'attention',
    tooltip: `Holdfast\n${words.unreachable}`,
    items: [openItem(words.unreachable), { kind: 'separator' }, ...endItems(words)],
  };
}

function answerOf({ plans }: TrayKnown, { words }: Telling): string {
  const { kind, count } = answerPlans(plans);
  return countedText(words.answers, kind, count);
}

/** English and German have the same two forms. */
function countedText(texts: Readonly<Record<AnswerKind, Counted>>, kind: AnswerKind, count: number): string {
  const text = texts[kind];
  return (typeof text === 'string' ? text : count === 1 ? text.one : text.other).replace('{count}', String(count));
}

function tooltipOf(state: TrayKnown, answer: string, telling: Telling): string {
  const [run, ...more] = state.runs;
  const going = run === undefined ? [] : [nameRun(run, telling, 24)];
  const others = more.length === 0 ? [] : [telling.words.moreRuns(more.length)];
  const age = run === undefined && state.plans.length > 0 ? [lastGoodOf(state.plans, telling)] : [];
  const lines = [`Holdfast: ${answer}`, ...going, ...others, ...age, ...pauseWords(state, telling)];
  return cut(lines.join('\n'));
}

function cut(text: string): string {
  const characters = [...text];
  // Windows counts in UTF-16, where a few characters are two.
  if (text.length <= longestTooltip) return text;
  while (characters.join('').length >= longestTooltip) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}
