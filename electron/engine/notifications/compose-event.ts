import os from 'node:os';
import type { Language } from '#shared/domain/language.ts';
import type { NotificationEvent, NotificationKind, PingKind } from '#shared/domain/notification.ts';
import type { WaitReason } from '#shared/domain/schedule.ts';
import { formatBytes } from '#shared/format-bytes.ts';
import { inLanguage } from '#shared/in-language.ts';
import { skipWords } from '#shared/skip-words.ts';
import type { Ending } from './words/event-words.ts';
import { moment, wordsIn } from './words/words-in.ts';

export type ToldRun = NonNullable<NotificationEvent['run']>;

interface InLanguage {
  /** Of title, text and next step. */
  readonly language: Language;
}

interface OfRun extends InLanguage {
  readonly kind: NotificationKind | PingKind;
  readonly at: string;
  readonly plan: NotificationEvent['plan'];
  readonly run: ToldRun;
  /** The run's failure in a sentence of the language; left out, the English one is said in it. */
  readonly failure?: string;
  /** The first warnings, in English sentences. */
  readonly warnings?: readonly string[];
  /** Since when people know of the failure that is over. */
  readonly failingSince?: string | null;
}

/** What is said of a run. Pure, but for the machine's name and the id. */
export function composeRunEvent(of: OfRun): NotificationEvent {
  const { kind, at, plan, run, language, warnings = [], failingSince } = of;
  const words = wordsIn(language);
  const name = plan?.name ?? null;
  const made = { ...begin(kind, at, language), plan, run };
  const headline = (ending: Ending): string => words.headline(run.kind, name, ending);
  const told = warnings.map((warning) => inLanguage(warning, language));
  switch (kind) {
    case 'run-failed':
    case 'ping-failed':
      return {
        ...made,
        title: headline(run.outcome === 'skipped' ? 'not-begun' : run.outcome === 'interrupted' ? 'cut-off' : 'failed'),
        text: of.failure ?? inLanguage(run.error?.message ?? '', language),
        next: words.seeRun(run.id.slice(0, 8)),
      };
    case 'run-warning':
      return {
        ...made,
        title: words.withWarnings(run.kind, name, run.warnings),
        text: warningText(told, run.warnings, language),
        next: words.seeWarnings,
      };
    case 'unusual-change':
      return { ...made, title: words.unusual(name ?? ''), text: told.join('\n'), next: words.seeUnusual };
    case 'recovered': {
      const failing = failingSince ? [words.failingSince(moment(failingSince, language))] : [];
      const text = [...failing, warningText(told, run.warnings, language)].join(' ').trim();
      return { ...made, title: headline('again'), text, next: null };
    }
    default:
      return {
        ...made,
        title: headline(kind === 'ping-started' ? 'began' : 'succeeded'),
        text: warningText(told, run.warnings, language),
        next: null,
      };
  }
}

interface OfPlan extends InLanguage {
  readonly at: string;
  readonly plan: NonNullable<NotificationEvent['plan']>;
  readonly since: string;
  readonly lastGoodAt: string | null;
  readonly waitingFor: WaitReason | null;
}

/** No good backup for longer than the schedules allow. */
export function composeOverdue({ at, plan, since, lastGoodAt, waitingFor, language }: OfPlan): NotificationEvent {
  const words = wordsIn(language);
  const text = [
    words.dueSince(moment(since, language)),
    lastGoodAt === null ? words.noneYet : words.lastGood(moment(lastGoodAt, language)),
    ...(waitingFor === null ? [] : [words.waits(skipWords[language][waitingFor])]),
  ].join(' ');
  return {
    ...begin('overdue', at, language),
    ...{ plan, run: null, title: words.overdue(plan.name), text, next: words.nextOfOverdue(waitingFor) },
  };
}

export function composeCaughtUp(of: Pick<OfPlan, 'at' | 'plan' | 'since' | 'language'>): NotificationEvent {
  const { at, plan, since, language } = of;
  const { caughtUp, noneSince } = wordsIn(language);
  return {
    ...begin('recovered', at, language),
    ...{ plan, run: null, title: caughtUp(plan.name), text: noneSince(moment(since, language)), next: null },
  };
}

interface OfSpace extends InLanguage {
  readonly at: string;
  readonly repository: string;
  readonly freeBytes: number;
  readonly totalBytes: number;
  /** When it will be full, if that is why. */
  readonly fullAt: string | null;
}

/** The drive of a repository has little room, or soon will have. */
export function composeLowSpace(of: OfSpace): NotificationEvent {
  const { at, repository, freeBytes, totalBytes, fullAt, language } = of;
  const words = wordsIn(language);
  const text = [
    words.left(formatBytes(freeBytes, language), formatBytes(totalBytes, language)),
    ...(fullAt === null ? [] : [words.noRoom(moment(fullAt, language))]),
  ].join(' ');
  return {
    ...begin('low-space', at, language),
    ...{ plan: null, run: null, title: words.low(repository, fullAt !== null), text, next: words.makeRoom },
  };
}

/** What somebody asked for, to see whether it arrives. */
export function composeTest(at: string, channel: string, language: Language): NotificationEvent {
  const { reached, testOf } = wordsIn(language);
  return {
    ...begin('test', at, language),
    ...{ plan: null, run: null, title: reached, text: testOf(channel), next: null },
  };
}

const begin = <Kind extends NotificationEvent['kind']>(kind: Kind, at: string, language: Language) => ({
  ...{ id: crypto.randomUUID(), kind, at, language },
  machine: os.hostname(),
});

function warningText(warnings: readonly string[], count: number, language: Language): string {
  if (count === 0) return '';
  const rest = count - warnings.length;
  return [...warnings, ...(rest > 0 ? [wordsIn(language).moreWarnings(rest)] : [])].join('\n');
}
