import type { Repository } from '#shared/domain/repository.ts';
import type { DriveRules, VolumeDecision } from '#shared/domain/volume.ts';
import type { Conditions } from '../schedule/is-due.ts';

const hourMs = 60 * 60 * 1000;

/** Whether a plan whose drive has appeared is backed up now. `now` in ms. Pure. */
export function decideAppearance(
  { minHours }: NonNullable<DriveRules['onConnect']>,
  now: number,
  { pausedUntil, busy, lastGood }: Pick<Conditions, 'pausedUntil' | 'busy' | 'lastGood'>,
): Extract<VolumeDecision, 'started' | 'not-due' | 'paused' | 'busy'> {
  if (pausedUntil !== null && now < pausedUntil) return 'paused';
  if (busy) return 'busy';
  // One that lies ahead is of a clock that has been set back since.
  const recent = lastGood !== null && lastGood <= now && now - lastGood < minHours * hourMs;
  return recent ? 'not-due' : 'started';
}

/** What is to be told of what appeared at a repository's place and is not the repository, ready to be written to. Pure. */
export function decideUnready(
  state: Exclude<Repository['state'], 'ready'>,
  details: Readonly<Record<string, unknown>>,
): VolumeDecision {
  switch (state) {
    case 'missing':
    case 'not-mounted':
      return 'no-repository';
    case 'wrong-volume':
      return details.other === 'volume' ? 'wrong-volume' : 'other-repository';
    case 'read-only':
    case 'format-unknown':
      return state;
  }
}
