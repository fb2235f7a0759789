import { locale } from '../messages/language.ts';

const whole = new Intl.NumberFormat(locale);
const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });

const parts = new Intl.NumberFormat(locale).formatToParts(12_345.6);
const mark = (type: 'group' | 'decimal', usual: string): string =>
  parts.find((part) => part.type === type)?.value ?? usual;

/** What stands between thousands, and before the fraction, in fields for numbers. */
export const groupMark = mark('group', ',');
export const decimalMark = mark('decimal', '.');

export const formatNumber = (value: number): string => whole.format(value);

/** 0.42 → 42 %; never rounded up to 100 % before it is whole. */
export const formatPercent = (share: number): string =>
  percent.format(share < 1 ? Math.floor(share * 100) / 100 : share);
