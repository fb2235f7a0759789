import fs from 'node:fs';
import { hasEscapedBytes } from '#shared/domain/path-text.ts';
import { fsPath } from './fs-path.ts';
import { recordOf } from './record-of.ts';
import { runProgram } from './run-program.ts';

/** Seconds since 1970, rounded towards the past, and nanoseconds. */
export interface Time {
  readonly mtimeS: number;
  readonly mtimeNs: number;
}

let touch: string | null | undefined;

/**
 * Sets when a file, folder or link was modified, to the nanosecond by `touch` (Node's own call knows microseconds, which is
 * what remains where `touch` can't do it). Throws what the system throws.
 */
export async function setTime(path: string, { mtimeS, mtimeNs }: Time): Promise<void> {
  const isSet = (): boolean => {
    const now = recordOf(path);
    return now?.mtimeS === mtimeS && now.mtimeNs === mtimeNs;
  };
  if (isSet()) return;
  touch ??= ['/usr/bin/touch', '/bin/touch'].find((candidate) => fs.existsSync(candidate)) ?? null;
  if (touch && !hasEscapedBytes(path)) {
    await runProgram({ program: touch, args: ['-c', '-h', '-m', '-d', timeText(mtimeS, mtimeNs), '--', path] });
    if (isSet()) return;
  }
  // Cut off, never rounded up: a copy may seem older than its original, but not newer.
  const time = mtimeNs === 0 ? mtimeS : mtimeS + (Math.floor(mtimeNs / 1000) - 1) / 1e6;
  fs.lutimesSync(fsPath(path), time, time);
}

/** As GNU's `touch` reads it, whatever the year; elsewhere ISO 8601 with nine digits behind the second. */
function timeText(seconds: number, nanoseconds: number): string {
  if (process.platform === 'linux') {
    const total = BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds);
    const [sign, size] = total < 0n ? ['-', -total] : ['', total];
    return `@${sign}${size / 1_000_000_000n}.${String(size % 1_000_000_000n).padStart(9, '0')}`;
  }
  const second = new Date(seconds * 1000).toISOString().slice(0, 19);
  return `${second}.${String(nanoseconds).padStart(9, '0')}Z`;
}
