import type { Language } from './domain/language.ts';
import type { VolumeDecision } from './domain/volume.ts';

/** What was decided when a drive appeared, and what became of letting go of it. */
export const volumeWords: Readonly<Record<Language, Readonly<Record<VolumeDecision, string>>>> = {
  en: {
    started: 'seen, due, started',
    scheduled: 'seen, a schedule was due, started',
    'not-due': 'seen, not due',
    paused: 'seen, not started: schedules are paused',
    battery: 'seen, not started: the battery is too low',
    busy: 'seen, not started: something else of the plan was going on',
    'not-started': 'seen, could not be started',
    idle: 'seen, nothing is to start by that',
    'wrong-volume': 'another drive is at its place',
    'other-repository': 'what is at its place is another repository',
    'no-repository': 'a drive without this repository is at its place',
    'read-only': 'seen, but read-only',
    'format-unknown': 'seen, but a newer Holdfast wrote it',
    unmounted: 'unmounted, can be unplugged',
    'not-unmounted': 'could not be unmounted',
  },
  de: {
    started: 'gesehen, fällig, gestartet',
    scheduled: 'gesehen, nach Zeitplan fällig, gestartet',
    'not-due': 'gesehen, nicht fällig',
    paused: 'gesehen, nicht gestartet: die Zeitpläne sind angehalten',
    battery: 'gesehen, nicht gestartet: der Akku ist zu leer',
    busy: 'gesehen, nicht gestartet: etwas anderes des Plans war im Gang',
    'not-started': 'gesehen, konnte nicht gestartet werden',
    idle: 'gesehen, dadurch soll nichts starten',
    'wrong-volume': 'ein anderes Laufwerk ist an seiner Stelle',
    'other-repository': 'an seiner Stelle ist ein anderes Repository',
    'no-repository': 'ein Laufwerk ohne dieses Repository ist an seiner Stelle',
    'read-only': 'gesehen, aber schreibgeschützt',
    'format-unknown': 'gesehen, aber ein neueres Holdfast hat es geschrieben',
    unmounted: 'ausgehängt, kann abgezogen werden',
    'not-unmounted': 'konnte nicht ausgehängt werden',
  },
};
