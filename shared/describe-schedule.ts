import { describeEvery } from './describe-every.ts';
import type { Language } from './domain/language.ts';
import type { OwnKeep } from './domain/retention.ts';
import type { BackupPart } from './domain/run.ts';
import type { Schedule } from './domain/schedule.ts';
import { keepWords } from './keep-words.ts';

type Told = Pick<Schedule, 'every' | 'timeZone' | 'scope' | 'jitterMinutes' | 'minPercent' | 'keep' | 'enabled'>;

interface ScheduleWords {
  readonly only: Readonly<Record<BackupPart, string>>;
  readonly later: (minutes: number) => string;
  readonly battery: (percent: number) => string;
  readonly keeps: (what: string) => string;
  readonly all: string;
  readonly off: string;
}

const words: Readonly<Record<Language, ScheduleWords>> = {
  en: {
    only: { files: 'files only', databases: 'databases only' },
    later: (minutes) => `up to ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} later`,
    battery: (percent) => `not on battery below ${percent} %`,
    keeps: (what) => `keeps ${what} of its own`,
    all: 'all',
    off: 'off',
  },
  de: {
    only: { files: 'nur Dateien', databases: 'nur Datenbanken' },
    later: (minutes) => `bis zu ${minutes} ${minutes === 1 ? 'Minute' : 'Minuten'} später`,
    battery: (percent) => `nicht im Akkubetrieb unter ${percent} %`,
    keeps: (what) => `behält von den eigenen ${what}`,
    all: 'alle',
    off: 'aus',
  },
};

/** A schedule in one line: `every day at 03:00 (Europe/Vienna), databases only, up to 15 minutes later, off`. */
export function describeSchedule(schedule: Told, language: Language): string {
  const { every, timeZone, scope, jitterMinutes, minPercent, keep, enabled } = schedule;
  const { only, later, battery, keeps, off } = words[language];
  const [part] = scope;
  return [
    `${describeEvery(every, language)} (${timeZone})`,
    ...(part !== undefined && scope.length === 1 ? [only[part]] : []),
    ...(jitterMinutes > 0 ? [later(jitterMinutes)] : []),
    ...(minPercent === null ? [] : [battery(minPercent)]),
    ...(keep === null ? [] : [keeps(ownKeepWords(keep, language))]),
    ...(enabled ? [] : [off]),
  ].join(', ');
}

/** What the snapshots of a schedule are kept by: `all`, `the last 3, 7 daily`. */
export const ownKeepWords = (keep: NonNullable<OwnKeep>, language: Language): string =>
  keep === 'all' ? words[language].all : keepWords(keep, language);
