import type { KeepPolicy } from '#shared/domain/retention.ts';
import { HoldfastError } from '#shared/errors.ts';
import { keepNames } from '#shared/format-keep.ts';

/**
 * A policy as it is typed: `last=3,hourly=8,daily=7,weekly=4,monthly=12,yearly=3,within-days=1`, or `all` (null). What is
 * not named is not kept for its own sake. Throws `invalid-input`.
 */
export function parseKeep(text: string): KeepPolicy | null {
  if (text.trim() === 'all') return null;
  const policy: KeepPolicy = { last: 0, withinDays: 0, hourly: 0, daily: 0, weekly: 0, monthly: 0, yearly: 0 };
  return Object.assign(policy, ...text.split(',').map((part) => parseRule(part.trim())));
}

const largest = 10_000;

function parseRule(text: string): Partial<KeepPolicy> {
  const [, name = '', digits = ''] = /^([a-z-]+)=(\d{1,6})$/.exec(text) ?? [];
  const rule = Object.hasOwn(keepNames, name) ? keepNames[name] : undefined;
  if (rule === undefined || Number(digits) > largest) throw notUnderstood(text);
  return { [rule]: Number(digits) };
}

const notUnderstood = (text: string): HoldfastError =>
  new HoldfastError('invalid-input', {
    reason: `“${text}” says nothing about what to keep. Give “all”, or rules with a number up to 10,000: last=3,within-days=1,hourly=8,daily=7,weekly=4,monthly=12,yearly=3.`,
  });
