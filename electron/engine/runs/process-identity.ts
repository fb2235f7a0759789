import fs from 'node:fs';

export interface ProcessIdentity {
  readonly pid: number;
  /** Start time in the kernel's ticks where it tells, else empty: tells a process from a later one of the same pid. */
  readonly processStart: string;
}

export function ownProcess(): ProcessIdentity {
  return { pid: process.pid, processStart: startOf(process.pid) };
}

/** Whether that very process still runs on this machine. */
export function isRunning({ pid, processStart }: ProcessIdentity): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return startOf(pid) === processStart;
}

/** Field 22 of /proc/PID/stat, after the command's closing parenthesis (proc(5)). */
function startOf(pid: number): string {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
