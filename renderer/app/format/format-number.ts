import { locale } from '../messages/t.ts';

const whole = new Intl.NumberFormat(locale);
const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });

export const formatNumber = (value: number): string => whole.format(value);

/** 0.42 → 42 %; never rounded up to 100 % before it is whole. */
export const formatPercent = (share: number): string =>
  percent.format(share < 1 ? Math.floor(share * 100) / 100 : share);
