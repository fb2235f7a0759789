import type { KeepPolicy } from './domain/retention.ts';

/** The name of each rule on the command line, in the order in which they are written. */
export const keepNames: Readonly<Record<string, keyof KeepPolicy>> = {
  last: 'last',
  'within-days': 'withinDays',
  hourly: 'hourly',
  daily: 'daily',
  weekly: 'weekly',
  monthly: 'monthly',
  yearly: 'yearly',
};

/** A policy as it is typed: `last=3,daily=7`; `all` where everything is kept. */
export function formatKeep(policy: KeepPolicy | null): string {
  if (policy === null) return 'all';
  const given = Object.entries(keepNames).filter(([, rule]) => policy[rule] > 0);
  return given.map(([name, rule]) => `${name}=${policy[rule]}`).join(',');
}
