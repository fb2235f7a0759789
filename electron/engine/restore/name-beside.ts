import { encodePathText } from '#shared/domain/path-text.ts';

/** As much as most file systems take. */
const longestName = 255;
const longestExtension = 16;

/**
 * A free name beside another: `letter.txt` and ` (as of 2026-11-20)` give `letter (as of 2026-11-20).txt`, or if that is
 * taken `letter (as of 2026-11-20) (2).txt`. A folder gets it at the end. Names that would become too long lose some of
 * what comes before it.
 */
export function nameBeside(
  name: string,
  { suffix, isFolder }: { readonly suffix: string; readonly isFolder: boolean },
  isFree: (name: string) => boolean,
): string {
  const extension = isFolder ? '' : extensionOf(name);
  const stem = [...name.slice(0, name.length - extension.length)];
  for (let number = 1; ; number += 1) {
    const end = (number === 1 ? suffix : `${suffix} (${number})`) + extension;
    const room = longestName - encodePathText(end).length;
    const candidate = shorten(stem, room) + end;
    if (isFree(candidate)) return candidate;
  }
}

/** With its dot; empty where there is none. `.tar.gz` and the like count as one, what a hidden name begins with as none. */
function extensionOf(name: string): string {
  const [extension = ''] = /(?<=.)(?:\.tar)?\.[^./ ]+$/u.exec(name) ?? [];
  return extension.length <= longestExtension ? extension : '';
}

function shorten(characters: readonly string[], bytes: number): string {
  let kept = characters.length;
  while (kept > 0 && encodePathText(characters.slice(0, kept).join('')).length > bytes) kept -= 1;
  return characters.slice(0, kept).join('');
}

/** ` (as of 2026-11-20)`, or with the minute ` (as of 2026-11-20 14.05)`, by this computer's clock. `at` is ISO 8601. */
export function asOf(at: string, precision: 'day' | 'minute'): string {
  const date = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return precision === 'day' ? ` (as of ${day})` : ` (as of ${day} ${two(date.getHours())}.${two(date.getMinutes())})`;
}
