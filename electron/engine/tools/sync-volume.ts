import fs from 'node:fs';
import { HoldfastError } from '#shared/errors.ts';
import { runProgram } from './run-program.ts';

/** Makes everything written to the volume of `folder` durable: `sync -f` where it exists, else a plain `sync`. */
export async function syncVolume(folder: string): Promise<void> {
  const program = ['/usr/bin/sync', '/bin/sync'].find((candidate) => fs.existsSync(candidate));
  if (!program) throw new HoldfastError('program-missing', { program: 'sync', install: 'your system’s coreutils' });
  const args = process.platform === 'linux' ? ['-f', folder] : [];
  const { exitCode, stderr } = await runProgram({ program, args });
  if (exitCode !== 0)
    throw new HoldfastError('program-failed', { program: 'sync', exitCode: exitCode ?? 'killed', stderr });
}
