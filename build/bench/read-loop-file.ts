import fs from 'node:fs';

/** The longest of the standstills in a file of watch-event-loop.mjs, in milliseconds; undefined while there is none. */
export function readLoopFile(file: string): number | undefined {
  if (!fs.existsSync(file)) return undefined;
  const lines = fs.readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.length === 0 ? undefined : Math.max(...lines.map(Number));
}
