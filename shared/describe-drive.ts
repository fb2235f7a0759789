import type { DriveRules } from './domain/volume.ts';

/** `each time its drive appears`; `when its drive appears, at most every 6 hours`; `never` where it does not start by that. */
export function describeOnConnect(onConnect: DriveRules['onConnect']): string {
  if (onConnect === null) return 'never';
  const { minHours } = onConnect;
  if (minHours === 0) return 'each time its drive appears';
  return `when its drive appears, at most every ${minHours === 1 ? 'hour' : `${minHours} hours`}`;
}
