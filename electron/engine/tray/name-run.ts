import type { Run } from '#shared/domain/run.ts';
import type { Telling } from './compose-tray.ts';
import { shortName } from './short-name.ts';

/** A run that goes on, with how far it is: Backing up “Documents”: 42%, about 5 min left. */
export function nameRun({ kind, planName, progress }: Run, { words, times }: Telling, most?: number): string {
  const what = words.runs[kind](planName === null ? undefined : words.quoted(shortName(planName, most)));
  const far = times.progress(progress);
  return far === '' ? `${what}…` : `${what}: ${far}`;
}
