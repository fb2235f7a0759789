import { type Every, everySchema, type ScheduleDraft, scheduleDraftSchema } from '#shared/domain/schedule.ts';
import { HoldfastError } from '#shared/errors.ts';
import { parseKeep } from './parse-keep.ts';

const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/**
 * The value of `--schedule`: `hourly`, `hourly@15`, `daily@03:00`, `weekly@sun@03:00`, `monthly@31@03:00` or a cron expression
 * of five fields; then, with commas, `only=databases`, `zone=Europe/Vienna`, `jitter=15` (minutes), `battery=30` (percent),
 * `keep=monthly=24,yearly=10` or `keep=all`, `off`.
 */
export function parseSchedule(text: string): ScheduleDraft {
  // The lists of a cron expression have commas, too, but no letters followed by an equals sign.
  const [times = '', ...rules] = text.split(/,(?=(?:only|zone|jitter|battery|keep)=|off$|off,)/);
  const draft = {
    every: parseEvery(times.trim(), text),
    ...Object.assign({}, ...rules.map((rule) => parseRule(rule, text))),
  };
  const parsed = scheduleDraftSchema.safeParse(draft);
  if (parsed.success) return parsed.data;
  throw misunderstood(text, parsed.error.issues[0]?.message ?? '');
}

function parseEvery(times: string, text: string): Every {
  const parsed = everySchema.safeParse(everyOf(times));
  if (parsed.success) return parsed.data;
  throw misunderstood(text, parsed.error.issues[0]?.message ?? '');
}

function everyOf(times: string): unknown {
  const [kind = '', first = '', second = ''] = times.split('@');
  switch (kind) {
    case 'hourly':
      return { kind, minute: first === '' ? 0 : Number(first.replace(/^:/, '')) };
    case 'daily':
      return { kind, at: first || '03:00' };
    case 'weekly':
      return { kind, day: days.indexOf(first.slice(0, 3).toLowerCase()), at: second || '03:00' };
    case 'monthly':
      return { kind, day: Number(first), at: second || '03:00' };
    default:
      return { kind: 'cron', expression: times };
  }
}

function parseRule(rule: string, text: string): Partial<ScheduleDraft> {
  const [, name = '', value = ''] = /^\s*(\w+)\s*=?\s*(.*?)\s*$/s.exec(rule) ?? [];
  if (name === 'off') return { enabled: false };
  if (name === 'zone') return { timeZone: value };
  if (name === 'jitter') return { jitterMinutes: Number(value) };
  if (name === 'keep') return { keep: parseKeep(value) ?? 'all' };
  if (name === 'battery') return { minPercent: Number(value) };
  if (value === 'files' || value === 'databases') return { scope: [value] };
  throw misunderstood(text, 'only= takes files or databases.');
}

const misunderstood = (text: string, why: string): HoldfastError =>
  new HoldfastError('invalid-input', {
    reason:
      `--schedule takes hourly, daily@03:00, weekly@sun@03:00, monthly@31@03:00 or a cron expression such as “30 2 * * 1-5”, not “${text}”. ${why}`.trim(),
  });
