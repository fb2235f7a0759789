import type { SkipReason } from './domain/schedule.ts';

/** What an occurrence waits for, or why it never started. */
export const skipWords: Readonly<Record<SkipReason, string>> = {
  paused: 'schedules were paused',
  battery: 'the battery was too low',
  'volume-away': 'the drive was not there',
  'wrong-volume': 'another drive was at its place',
  'read-only': 'the drive could not be written to',
  network: 'a database server could not be reached',
  keyring: 'the keyring with the key to the passwords was closed',
  busy: 'something else of the plan was going on',
  missed: 'Holdfast was not running, or the computer was off or asleep',
  covered: 'there was a newer backup already',
};
