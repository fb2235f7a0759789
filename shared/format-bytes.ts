const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** Bytes as people read them, in steps of 1000: `0 B`, `999 B`, `1.5 MB`, `12 GB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0;
  return `${value.toFixed(digits)} ${units[unit]}`;
}
