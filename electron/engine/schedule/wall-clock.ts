const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * What the clock on the wall shows in a time zone at an instant, as the instant at which it shows the same in UTC. So days
 * and times can be computed with as if there were no zones; `instantsOf` leads back.
 */
export function wallClock(instant: number, timeZone: string): number {
  const whole = Math.floor(instant / 1000) * 1000;
  let format = formats.get(timeZone);
  if (!format) {
    const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
    format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...parts, second: 'numeric' });
    formats.set(timeZone, format);
  }
  const shown = format.formatToParts(whole);
  const read = (type: Intl.DateTimeFormatPartTypes) => Number(shown.find((part) => part.type === type)?.value);
  const seconds = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second'));
  return seconds + (instant - whole);
}

/**
 * The instants at which the clock on the wall shows this: usually one; two where clocks are set back; where they are set
 * forward and never show it, the one that is as long after midnight as if they had not been: half past two becomes half
 * past three.
 */
export function instantsOf(wall: number, timeZone: string): readonly [number, ...number[]] {
  const before = wall - offsetAt(wall - dayMs, timeZone);
  const after = wall - offsetAt(wall + dayMs, timeZone);
  const [first, second] = before === after ? [before] : [Math.min(before, after), Math.max(before, after)];
  if (second === undefined) return [first];
  const shown = [first, second].filter((instant) => wallClock(instant, timeZone) === wall);
  const [one, ...more] = shown;
  return one === undefined ? [before] : [one, ...more];
}

/** How far the clock on the wall is ahead of UTC all through a day and those beside it; null where it is set meanwhile. */
export function steadyOffset(midnight: number, timeZone: string): number | null {
  const before = offsetAt(midnight - dayMs, timeZone);
  return before === offsetAt(midnight + 2 * dayMs, timeZone) ? before : null;
}

/** Looking at a schedule asks for the same few days again and again, and `Intl` takes its time. */
const offsets = new Map<string, number>();
const keptOffsets = 5000;

function offsetAt(instant: number, timeZone: string): number {
  const key = `${instant} ${timeZone}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size >= keptOffsets) offsets.clear();
  const offset = wallClock(instant, timeZone) - instant;
  offsets.set(key, offset);
  return offset;
}
