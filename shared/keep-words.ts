import type { Language } from './domain/language.ts';
import type { KeepPolicy } from './domain/retention.ts';

type Tier = 'hourly' | 'daily' | 'weekly' | 'monthly' | 'yearly';

interface KeepWords {
  readonly last: (count: number) => string;
  readonly within: (days: number) => string;
  readonly tiers: Readonly<Record<Tier, string>>;
}

const words: Readonly<Record<Language, KeepWords>> = {
  en: {
    last: (count) => `the last ${count}`,
    within: (days) => (days === 1 ? 'all of the last day' : `all of the last ${days} days`),
    tiers: { hourly: 'hourly', daily: 'daily', weekly: 'weekly', monthly: 'monthly', yearly: 'yearly' },
  },
  de: {
    last: (count) => (count === 1 ? 'den letzten' : `die letzten ${count}`),
    within: (days) => (days === 1 ? 'alle des letzten Tages' : `alle der letzten ${days} Tage`),
    tiers: {
      hourly: 'stündliche',
      daily: 'tägliche',
      weekly: 'wöchentliche',
      monthly: 'monatliche',
      yearly: 'jährliche',
    },
  },
};

const tiers: readonly Tier[] = ['hourly', 'daily', 'weekly', 'monthly', 'yearly'];

/** What a policy keeps, in words: `the last 3, 8 hourly, 7 daily`. */
export function keepWords(keep: KeepPolicy, language: Language): string {
  const told = words[language];
  return [
    ...(keep.last > 0 ? [told.last(keep.last)] : []),
    ...(keep.withinDays > 0 ? [told.within(keep.withinDays)] : []),
    ...tiers.flatMap((tier) => (keep[tier] > 0 ? [`${keep[tier]} ${told.tiers[tier]}`] : [])),
  ].join(', ');
}
