import type { Hook, HookMoment, HookReport } from './domain/hook.ts';
import type { Language } from './domain/language.ts';

type MomentWords = Readonly<Record<HookMoment, string>>;

/** When a command is run, in words. */
export const hookMomentWords: Readonly<Record<Language, MomentWords>> = {
  en: {
    before: 'before a backup',
    success: 'after a success',
    warning: 'after a success with warnings',
    failure: 'after a failure',
    always: 'after every run',
  },
  de: {
    before: 'vor einer Sicherung',
    success: 'nach einem Erfolg',
    warning: 'nach einem Erfolg mit Warnungen',
    failure: 'nach einem Fehlschlag',
    always: 'nach jedem Lauf',
  },
};

interface HookWords {
  readonly stops: string;
  readonly upTo: (time: string) => string;
  readonly notAgreed: string;
  readonly signal: string;
  readonly status: (code: number) => string;
  readonly timedOut: string;
  readonly cancelled: string;
  readonly notStarted: string;
}

const words: Readonly<Record<Language, HookWords>> = {
  en: {
    stops: 'which it stops by failing',
    upTo: (time) => `for up to ${time}`,
    notAgreed: 'not agreed to on this computer, so not run',
    signal: 'ended by a signal',
    status: (code) => `exit status ${code}`,
    timedOut: 'ended since it took longer than it may',
    cancelled: 'ended since the run was cancelled',
    notStarted: 'not started: /bin/sh is not there',
  },
  de: {
    stops: 'die ausfällt, wenn er scheitert',
    upTo: (time) => `höchstens ${time} lang`,
    notAgreed: 'auf diesem Rechner nicht zugelassen und darum nicht ausgeführt',
    signal: 'durch ein Signal beendet',
    status: (code) => `Rückgabewert ${code}`,
    timedOut: 'beendet, weil er länger brauchte als erlaubt',
    cancelled: 'beendet, weil der Lauf abgebrochen wurde',
    notStarted: 'nicht gestartet: /bin/sh fehlt',
  },
};

/** A plan's command in one line: `before a backup, which it stops by failing, for up to 5 min: systemctl stop shop`. */
export function describeHook(hook: Hook, language: Language): string {
  const { when, command, timeoutSeconds, stopOnFailure, agreed } = hook;
  const { stops, upTo, notAgreed } = words[language];
  const rules = [
    hookMomentWords[language][when],
    ...(stopOnFailure ? [stops] : []),
    upTo(secondsInWords(timeoutSeconds)),
    ...(agreed ? [] : [notAgreed]),
  ];
  return `${rules.join(', ')}: ${command}`;
}

/** How a command ended, in words: `exit status 3`. */
export function hookEndWords({ end, exitCode }: Pick<HookReport, 'end' | 'exitCode'>, language: Language): string {
  const { signal, status, timedOut, cancelled, notStarted } = words[language];
  switch (end) {
    case 'done':
    case 'failed':
      return exitCode === null ? signal : status(exitCode);
    case 'timed-out':
      return timedOut;
    case 'cancelled':
      return cancelled;
    case 'not-started':
      return notStarted;
  }
}

/** `90 s`, `5 min`, `2 h`: the same in every language. */
function secondsInWords(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
