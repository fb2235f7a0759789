import fs from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';

/** What the kernel has mounted for this process; where macOS mounts drives. */
const tablePath = '/proc/self/mountinfo';
const drivesFolder = '/Volumes';

const everyMs = 2000;

export interface MountWatch {
  /** Whether something has changed that was not told yet; from now on changes are told against what is mounted now. */
  hasChanged(): boolean;
  stop(): void;
}

/**
 * Calls `onChange` after something was mounted, unmounted or mounted differently. The kernel tells of that through poll(2)
 * on the table, which Node has no call for, and inotify says nothing; so the table is read every two seconds, which takes
 * some tens of microseconds, and compared. What is mounted when this is called is the state that changes are told against.
 */
export function watchMounts(onChange: () => void): MountWatch {
  let known = readNow();
  let reading = false;
  const look = async (): Promise<void> => {
    const read = await (isMac ? readdir(drivesFolder).then(toBytes) : readFile(tablePath));
    if (read.equals(known)) return;
    known = read;
    onChange();
  };
  const timer = setInterval(() => {
    if (reading) return;
    reading = true;
    // Neither is there on some systems: then drives are found when they are needed.
    look()
      .catch(() => undefined)
      .finally(() => {
        reading = false;
      });
  }, everyMs).unref();
  return {
    hasChanged: () => {
      const before = known;
      known = readNow();
      return !known.equals(before);
    },
    stop: () => clearInterval(timer),
  };
}

const isMac = process.platform === 'darwin';

function readNow(): Buffer {
  try {
    return isMac ? toBytes(fs.readdirSync(drivesFolder)) : fs.readFileSync(tablePath);
  } catch {
    return Buffer.alloc(0);
  }
}

const toBytes = (names: readonly string[]): Buffer => Buffer.from(names.toSorted().join('\n'));
