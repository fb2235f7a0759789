import type { Hook, HookMoment, HookReport } from './domain/hook.ts';

/** When a command is run, in words. */
export const hookMomentWords: Readonly<Record<HookMoment, string>> = {
  before: 'before a backup',
  success: 'after a success',
  warning: 'after a success with warnings',
  failure: 'after a failure',
  always: 'after every run',
};

/** A plan's command in one line: `before a backup, which it stops by failing, up to 5 min: systemctl stop shop`. */
export function describeHook({ when, command, timeoutSeconds, stopOnFailure, agreed }: Hook): string {
  const rules = [
    hookMomentWords[when],
    ...(stopOnFailure ? ['which it stops by failing'] : []),
    `for up to ${secondsInWords(timeoutSeconds)}`,
    ...(agreed ? [] : ['not agreed to on this computer, so not run']),
  ];
  return `${rules.join(', ')}: ${command}`;
}

/** How a command ended, in words: `exit status 3`. */
export function hookEndWords({ end, exitCode }: Pick<HookReport, 'end' | 'exitCode'>): string {
  switch (end) {
    case 'done':
    case 'failed':
      return exitCode === null ? 'ended by a signal' : `exit status ${exitCode}`;
    case 'timed-out':
      return 'ended since it took longer than it may';
    case 'cancelled':
      return 'ended since the run was cancelled';
    case 'not-started':
      return 'not started: /bin/sh is not there';
  }
}

/** `90 s`, `5 min`, `2 h`. */
function secondsInWords(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
