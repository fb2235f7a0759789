import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * Everything that tests make lies in one folder, which goes with them. Where they may mount, that is an ext4 of its own
 * whose image lies in memory: hundreds of tests have what they wrote brought to the disk, which takes a disk that others
 * use seconds each time.
 */
let folder: string;
let image: string | undefined;

const memory = '/dev/shm';
const imageBytes = 8 * 1024 ** 3;
const imageName = /^holdfast-test-(\d+)\.img$/;

export function setup(): void {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-'));
  image = mountMemory(folder);
  // Like the system’s own: some tests run programs as another user, who writes and looks there too.
  fs.chmodSync(folder, 0o1777);
  process.env.TMPDIR = folder;
  // Whoever tests keeps a keyring of their own.
  process.env.HOLDFAST_KEYRING = 'off';
}

export function teardown(): void {
  if (image) unmount(image, folder);
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Gives the image's path; undefined where there is no such memory, or not the right to mount. */
function mountMemory(target: string): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !fs.existsSync(memory)) return undefined;
  removeForgotten();
  const { bavail, bsize } = fs.statfsSync(memory);
  if (bavail * bsize < imageBytes) return undefined;
  const file = path.join(memory, `holdfast-test-${process.pid}.img`);
  fs.writeFileSync(file, '', { mode: 0o600 });
  fs.truncateSync(file, imageBytes);
  const made = succeeds('mkfs.ext4', '-q', '-m', '0', '-E', 'lazy_itable_init=1,lazy_journal_init=1', file);
  // Discarded blocks are memory given back.
  if (made && succeeds('mount', '-o', 'loop,discard,noatime', file, target)) return file;
  fs.rmSync(file);
  return undefined;
}

/** What a run of the tests that was killed has left. */
function removeForgotten(): void {
  for (const name of fs.readdirSync(memory)) {
    const pid = imageName.exec(name)?.[1];
    if (pid === undefined || fs.existsSync(`/proc/${pid}`)) continue;
    const file = path.join(memory, name);
    const loop = spawnSync('losetup', ['-n', '-O', 'NAME', '-j', file], { encoding: 'utf8' }).stdout?.trim();
    unmount(file, loop || file);
  }
}

/** What still works in it is let go of: its memory is free once the last one has ended. */
function unmount(file: string, mounted: string): void {
  if (!succeeds('umount', mounted)) succeeds('umount', '-l', mounted);
  fs.rmSync(file, { force: true });
}

const succeeds = (program: string, ...args: string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0;
