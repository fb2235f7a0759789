import type { PauseSpan } from './tray-face.ts';

const hourMs = 60 * 60_000;
/** What is due in the night of a day that is to be left in peace, waits until then. */
const morning = 6;

/** When a pause that begins now ends, in ms; null: when somebody resumes. Tomorrow is the next day on this computer's calendar. */
export function pauseEnd(span: PauseSpan, now: number): number | null {
  switch (span) {
    case 'hour':
      return now + hourMs;
    case 'tomorrow': {
      const date = new Date(now);
      return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, morning).getTime();
    }
    case 'endless':
      return null;
  }
}
