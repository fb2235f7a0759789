import type { Command } from 'commander';
import { type DriveRules, defaultDrive } from '#shared/domain/volume.ts';
import { HoldfastError } from '#shared/errors.ts';
import { chosen } from './choices.ts';

export interface DriveOptions {
  /** True without a number of hours; false after `--no-on-connect`. */
  readonly onConnect?: string | boolean;
  readonly afterwards?: string;
  readonly whenFull?: string;
}

/** Options that say how a plan deals with the drive of its repository. */
export const defineDriveOptions = (command: Command): Command =>
  command
    .option('--on-connect [HOURS]', 'back up when its drive appears; with HOURS at most that often')
    .option('--afterwards <WHAT>', '“unmount”: let go of the drive after a backup that started by itself; or “stay”')
    .option(
      '--when-full <WHAT>',
      '“prune”: where room runs out, first delete what is no longer kept, and try once more; or “warn”',
    );

export const defineDriveEditOptions = (command: Command): Command =>
  defineDriveOptions(command).option('--no-on-connect', 'start nothing when its drive appears');

/** What options make of these rules; undefined where they say nothing. */
export function driveOf(options: DriveOptions, before: DriveRules = defaultDrive): DriveRules | undefined {
  const { onConnect } = options;
  const afterwards = chosen('afterwards', { stay: '', unmount: '' }, options.afterwards);
  const whenFull = chosen('when-full', { warn: '', prune: '' }, options.whenFull);
  if (onConnect === undefined && afterwards === undefined && whenFull === undefined) return undefined;
  return {
    onConnect: onConnect === undefined ? before.onConnect : connectOf(onConnect),
    afterwards: afterwards ?? before.afterwards,
    whenFull: whenFull ?? before.whenFull,
  };
}

function connectOf(given: string | boolean): DriveRules['onConnect'] {
  if (given === false) return null;
  const minHours = given === true ? 0 : Number(given);
  if (Number.isInteger(minHours) && minHours >= 0 && minHours <= 8760) return { minHours };
  throw new HoldfastError('invalid-input', {
    reason: `--on-connect takes a number of hours from 0 to 8760, not “${given}”.`,
  });
}
