import type { AnswerKind } from '#shared/answer-plans.ts';
import type { Language } from '#shared/domain/language.ts';
import type { RunKind } from '#shared/domain/run.ts';
import type { WaitReason } from '#shared/domain/schedule.ts';
import type { Standing } from '#shared/standing-of-plan.ts';
import { trayWordsDe } from './tray-words-de.ts';
import { trayWordsEn } from './tray-words-en.ts';

/** A text, or one for each plural form; `{count}` stands for the number. */
export type Counted = string | { readonly one: string; readonly other: string };

/** What the tray says, in one language. */
export interface TrayWords {
  /** “Am I safe?” in the sentences of Home. */
  readonly answers: Readonly<Record<AnswerKind, Counted>>;
  readonly unreachable: string;
  readonly lastGood: (ago: string) => string;
  readonly noGood: string;
  readonly next: (plan: string, ahead: string) => string;
  readonly waits: (plan: string, reason: string) => string;
  readonly reasons: Readonly<Record<WaitReason, string>>;
  readonly pausedUntil: (moment: string) => string;
  readonly pausedEndless: string;
  /** What a run does; `plan` comes with its quotation marks, and is undefined where it is of no plan. */
  readonly runs: Readonly<Record<RunKind, (plan: string | undefined) => string>>;
  readonly quoted: (name: string) => string;
  /** What is to be known of a plan beside its age; empty where nothing is. */
  readonly standings: Readonly<Record<Standing, string>>;
  readonly backUpOne: (plan: string) => string;
  readonly backUp: string;
  readonly backUpAll: string;
  readonly allPlans: (count: number) => string;
  readonly protect: string;
  readonly show: string;
  readonly cancel: string;
  readonly moreRuns: (count: number) => string;
  readonly pause: string;
  readonly forAnHour: string;
  readonly untilTomorrow: (time: string) => string;
  readonly untilResumed: string;
  readonly resume: string;
  readonly open: string;
  readonly settings: string;
  readonly quit: string;
  readonly failed: string;
  readonly times: TimeWords;
}

export interface TimeWords {
  readonly justNow: string;
  readonly minutesAgo: (minutes: number) => string;
  readonly hoursAgo: (hours: number) => string;
  readonly daysAgo: (days: number) => string;
  readonly onDate: (date: string) => string;
  readonly atAnyMoment: string;
  readonly inMinutes: (minutes: number) => string;
  readonly inHours: (hours: number) => string;
  readonly secondsLeft: string;
  readonly underMinuteLeft: (seconds: number) => string;
  readonly minutesLeft: (minutes: number) => string;
  readonly hoursLeft: (hours: number, minutes: number) => string;
}

export const trayWords: Readonly<Record<Language, TrayWords>> = { en: trayWordsEn, de: trayWordsDe };
