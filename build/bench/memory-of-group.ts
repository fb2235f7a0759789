import fs from 'node:fs';

const lookEveryMs = 100;

/** Looks ten times a second how much memory a process group takes. */
export function watchMemory(group: number) {
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, memoryOfGroup(group));
  }, lookEveryMs);
  return {
    /** The highest since the last call. */
    peakBytes: () => {
      const highest = peak;
      peak = 0;
      return highest;
    },
    stop: () => clearInterval(timer),
  };
}

/** Bytes (proportional set sizes) of all processes of a group; 0 where the system has no /proc. */
function memoryOfGroup(group: number): number {
  if (!fs.existsSync('/proc/self/smaps_rollup')) return 0;
  let bytes = 0;
  for (const name of fs.readdirSync('/proc')) {
    if (/^\d+$/.test(name) && groupOf(name) === group) bytes += memoryOf(name);
  }
  return bytes;
}

function groupOf(pid: string): number {
  const stat = readQuietly(`/proc/${pid}/stat`);
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
}

function memoryOf(pid: string): number {
  const kilobytes = /^Pss:\s+(\d+)/m.exec(readQuietly(`/proc/${pid}/smaps_rollup`))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

/** A process may end while it is looked at. */
function readQuietly(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
