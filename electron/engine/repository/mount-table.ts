import fs from 'node:fs';
import { decodePathText } from '#shared/domain/path-text.ts';

/** One line of /proc/self/mountinfo (proc_pid_mountinfo(5)). Paths in path text. */
export interface Mount {
  /** Of this mounting: another one of the same volume has another. */
  readonly id: string;
  /** `major:minor` of the file system; 0:… for those without a block device. */
  readonly device: string;
  readonly mountPoint: string;
  readonly fileSystem: string;
  /** What is mounted: a device file for volumes, else whatever the file system calls it. */
  readonly source: string;
  readonly readOnly: boolean;
}

/** What is mounted for this process, in the order of mounting. Empty where the system has no such table (macOS). */
export function readMounts(): Mount[] {
  try {
    return parseMounts(fs.readFileSync('/proc/self/mountinfo'));
  } catch {
    return [];
  }
}

export function parseMounts(table: Buffer): Mount[] {
  return table
    .toString('latin1')
    .split('\n')
    .flatMap((line) => parseMount(line) ?? []);
}

/** The mount that an absolute real path lies on: the last one over the longest mount point. */
export function findMount(mounts: readonly Mount[], path: string): Mount | undefined {
  let best: Mount | undefined;
  for (const mount of mounts) {
    const holds = mount.mountPoint === '/' || path === mount.mountPoint || path.startsWith(`${mount.mountPoint}/`);
    if (holds && mount.mountPoint.length >= (best?.mountPoint.length ?? 0)) best = mount;
  }
  return best;
}

function parseMount(line: string): Mount | undefined {
  const [left, right] = line.split(' - ', 2);
  const [id, , device, , mountPoint, options] = left?.split(' ') ?? [];
  const [fileSystem, source, superOptions] = right?.split(' ') ?? [];
  if (!id || !device || !mountPoint || !fileSystem) return undefined;
  const readOnly = [options, superOptions].some((list) => list?.split(',').includes('ro'));
  return {
    id,
    device,
    mountPoint: unescapeField(mountPoint),
    fileSystem,
    source: unescapeField(source ?? ''),
    readOnly,
  };
}

/** Space, tab, newline and backslash stand as three octal digits; every other byte as itself. */
function unescapeField(field: string): string {
  const bytes = field.replaceAll(/\\([0-7]{3})/g, (_, digits) => String.fromCharCode(Number.parseInt(digits, 8)));
  return decodePathText(Buffer.from(bytes, 'latin1'));
}
