import type { Schedule, SkipReason, WaitReason } from '#shared/domain/schedule.ts';
import { type Due, longestInterval, nextOccurrences, occurrencesBetween } from './occurrences.ts';

/** How the computer gets its power; a percentage only where there is a battery that tells. */
export interface Power {
  readonly onBattery: boolean;
  readonly percent: number | null;
}

/** Whether the plan's repository can be written to: if not, what it waits for. */
export type Volume = 'ready' | Extract<WaitReason, 'volume-away' | 'wrong-volume' | 'read-only'>;

/** What a due occurrence depends on, at a moment. Times in ms. */
export interface Conditions {
  readonly pausedUntil: number | null;
  /** Something else of the plan is going on. */
  readonly busy: boolean;
  readonly power: Power;
  readonly volume: Volume;
  /**
   * Database servers on other computers that it needs can't be reached: for how long now, and whether databases are all that it
   * backs up. Null: they can, or it needs none.
   */
  readonly unreachable: { readonly forMs: number; readonly alone: boolean } | null;
  /** The same of passwords that it needs, while the keyring with their key is closed. */
  readonly locked: { readonly forMs: number; readonly alone: boolean } | null;
  /** When the newest good backup of all that the schedule covers was begun; null without one. */
  readonly lastGood: number | null;
}

/** What is due at a moment: the newest occurrence, and those before it that nothing was decided about. */
export interface Pending {
  readonly newest: Due;
  /** It starts from then on: a bit later than due, by chance. */
  readonly startsAt: number;
  /** The newest of them where there are very many. */
  readonly passed: readonly Due[];
}

export type Decision =
  | { readonly kind: 'run' }
  | { readonly kind: 'skip'; readonly reason: SkipReason }
  | { readonly kind: 'wait'; readonly reason: WaitReason }
  /** Until its time within the jitter has come. */
  | { readonly kind: 'hold' };

const networkPatienceMs = 30 * 60_000;

/** After years without power a schedule of each minute would have a million. */
const rememberedPassed = 5000;

/**
 * The occurrences that are due and undecided. `last`: the time of the last one that was decided about, null without one.
 * After sleep, power-off or a closed program there may be many: one run makes up for all of them. Pure.
 */
export function pendingOf(schedule: Schedule, last: number | null, now: number): Pending | null {
  if (!schedule.enabled) return null;
  const due = occurrencesBetween(schedule, begin(schedule, last, now), now, rememberedPassed);
  const newest = due.at(-1);
  if (!newest) return null;
  return { newest, startsAt: newest.at + delayOf(schedule, newest), passed: due.slice(0, -1) };
}

/** What is to be done about the newest due occurrence now. Pure. */
export function isDue(schedule: Schedule, { newest, startsAt }: Pending, now: number, when: Conditions): Decision {
  // One that lies ahead is of a clock that has been set back since.
  if (when.lastGood !== null && when.lastGood >= newest.at && when.lastGood <= now) {
    return { kind: 'skip', reason: 'covered' };
  }
  if (when.pausedUntil !== null && now < when.pausedUntil) return { kind: 'wait', reason: 'paused' };
  if (now < startsAt) return { kind: 'hold' };
  if (when.busy) return { kind: 'wait', reason: 'busy' };
  if (isTooLow(schedule, when.power)) return { kind: 'wait', reason: 'battery' };
  if (when.volume !== 'ready') return { kind: 'wait', reason: when.volume };
  // Folders don't wait for a server for ever: then the run backs them up, and says what it could not reach.
  if (when.unreachable && (when.unreachable.alone || when.unreachable.forMs < networkPatienceMs))
    return { kind: 'wait', reason: 'network' };
  if (when.locked && (when.locked.alone || when.locked.forMs < networkPatienceMs))
    return { kind: 'wait', reason: 'keyring' };
  return { kind: 'run' };
}

/** Where undecided occurrences begin. A schedule from the future was made while the clock was wrong: it is due once now. */
function begin({ since, every }: Schedule, last: number | null, now: number): number {
  const made = Date.parse(since);
  if (made > now && last === null) return now - longestInterval(every) - 1;
  return Math.max(made > now ? -Infinity : made, last ?? -Infinity);
}

const isTooLow = ({ minPercent }: Schedule, { onBattery, percent }: Power): boolean =>
  minPercent !== null && onBattery && percent !== null && percent < minPercent;

/** The same each time it is asked; at most half the time to the next occurrence, so that none overtakes another. */
function delayOf(schedule: Schedule, due: Due): number {
  if (schedule.jitterMinutes === 0) return 0;
  const [next] = nextOccurrences(schedule, due.at);
  const most = Math.min(schedule.jitterMinutes * 60_000, ((next?.at ?? Infinity) - due.at) / 2);
  return Math.floor(most * chance(`${schedule.id} ${due.key}`));
}

/** A number from 0 to 1 for a text, as if by chance: FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/). */
function chance(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0) / 2 ** 32;
}
