import type { Language } from './domain/language.ts';

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** Bytes as people read them, in steps of 1000: `0 B`, `999 B`, `1.5 MB` (German `1,5 MB`), `12 GB`. */
export function formatBytes(bytes: number, language: Language = 'en'): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const figures = value.toFixed(unit > 0 && value < 9.95 ? 1 : 0);
  return `${language === 'de' ? figures.replace('.', ',') : figures} ${units[unit]}`;
}
