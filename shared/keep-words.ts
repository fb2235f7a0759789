import type { KeepPolicy } from './domain/retention.ts';

/** What a policy keeps, in words: `the last 3, 8 hourly, 7 daily`. */
export function keepWords(keep: KeepPolicy): string {
  const { last, withinDays, hourly, daily, weekly, monthly, yearly } = keep;
  const tiers = { hourly, daily, weekly, monthly, yearly };
  return [
    ...(last > 0 ? [`the last ${last}`] : []),
    ...(withinDays > 0 ? [withinDays === 1 ? 'all of the last day' : `all of the last ${withinDays} days`] : []),
    ...Object.entries(tiers).flatMap(([tier, count]) => (count > 0 ? [`${count} ${tier}`] : [])),
  ].join(', ');
}
