import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Ends the browser that shows a home's window, which goes on by itself when the host ends; resolves when it is gone. */
export async function endBrowser(home: string): Promise<void> {
  const profile = `--user-data-dir=${home}/window`;
  for (let found = processesWith(profile); found.length > 0; found = processesWith(profile)) {
    for (const pid of found) kill(pid);
    await sleep(100);
  }
}

function processesWith(word: string): readonly number[] {
  return fs.readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      return fs.readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0').includes(word) ? [Number(name)] : [];
    } catch {
      // It ended meanwhile.
      return [];
    }
  });
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch {
    // It ended meanwhile.
  }
}
