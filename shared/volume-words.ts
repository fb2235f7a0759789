import type { VolumeDecision } from './domain/volume.ts';

/** What was decided when a drive appeared, and what became of letting go of it. */
export const volumeWords: Readonly<Record<VolumeDecision, string>> = {
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
};
