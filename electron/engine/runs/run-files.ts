import path from 'node:path';

/** Files that a run keeps in the home: its log, and while it may be continued its worksheet. */
export function runFiles(home: string, runId: string) {
  const base = path.join(home, 'runs', runId);
  return { log: `${base}.log`, worksheet: `${base}.sqlite` };
}
