const longestBytes = 255;

/**
 * `letter.txt` as it was then: `letter (as of 2026-11-20 14.05).txt`, in local time. The name itself where that would
 * be too long for a file system.
 */
export function asOfName(name: string, instant: string): string {
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  const full = `${stem} (as of ${localMinute(instant)})${extension}`;
  return Buffer.byteLength(full) > longestBytes ? name : full;
}

function localMinute(instant: string): string {
  const date = new Date(instant);
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}.${two(date.getMinutes())}`;
}
