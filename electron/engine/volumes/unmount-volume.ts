import { HoldfastError } from '#shared/errors.ts';
import { findPrograms } from '../tools/find-programs.ts';
import { fsPath } from '../tools/fs-path.ts';
import { runProgram } from '../tools/run-program.ts';
import type { Place } from './look-at-place.ts';

type Mounted = Pick<Place, 'mountPoint' | 'source'>;

/**
 * Unmounts a volume as far as this user may: on a desktop udisks lets whoever sits there, umount root and what fstab allows.
 * Waits until all is written. Throws `volume-in-use` or `volume-not-unmounted`.
 */
export async function unmountVolume(mounted: Mounted): Promise<void> {
  const failures: string[] = [];
  for (const { program, args } of waysOf(mounted)) {
    const [found] = await findPrograms(program);
    if (found === undefined) continue;
    const { exitCode, stderr } = await runProgram({ program: found, args });
    if (exitCode === 0) return;
    failures.push(stderr.trim().split('\n').at(-1) ?? '');
  }
  throw judge(mounted.mountPoint, failures);
}

interface Way {
  readonly program: string;
  readonly args: readonly string[];
}

function waysOf({ mountPoint, source }: Mounted): readonly Way[] {
  const place = fsPath(mountPoint).toString();
  if (process.platform === 'darwin') return [{ program: 'diskutil', args: ['eject', place] }];
  const umount = { program: 'umount', args: ['--', place] };
  if (process.getuid?.() === 0 || !source.startsWith('/dev/')) return [umount];
  return [{ program: 'udisksctl', args: ['unmount', '--block-device', source, '--no-user-interaction'] }, umount];
}

function judge(mountPoint: string, failures: readonly string[]): HoldfastError {
  if (failures.some((text) => /\bbusy\b|in use/i.test(text))) {
    return new HoldfastError('volume-in-use', { path: mountPoint });
  }
  const [first = 'no program to unmount it with was found'] = failures;
  const reason = failures.some((text) => /not permitted|not authorized|superuser|only root/i.test(text))
    ? 'this user may not do that'
    : first;
  return new HoldfastError('volume-not-unmounted', { path: mountPoint, reason });
}
