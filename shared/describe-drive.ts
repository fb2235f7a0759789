import type { Language } from './domain/language.ts';
import type { DriveRules } from './domain/volume.ts';

interface DriveWords {
  readonly never: string;
  readonly always: string;
  readonly atMost: (hours: number) => string;
}

const words: Readonly<Record<Language, DriveWords>> = {
  en: {
    never: 'never',
    always: 'each time its drive appears',
    atMost: (hours) => `when its drive appears, at most every ${hours === 1 ? 'hour' : `${hours} hours`}`,
  },
  de: {
    never: 'nie',
    always: 'jedes Mal, wenn sein Laufwerk erscheint',
    atMost: (hours) =>
      `wenn sein Laufwerk erscheint, höchstens ${hours === 1 ? 'jede Stunde' : `alle ${hours} Stunden`}`,
  },
};

/** `each time its drive appears`; `when its drive appears, at most every 6 hours`; `never` where it does not start by that. */
export function describeOnConnect(onConnect: DriveRules['onConnect'], language: Language): string {
  const { never, always, atMost } = words[language];
  if (onConnect === null) return never;
  return onConnect.minHours === 0 ? always : atMost(onConnect.minHours);
}
