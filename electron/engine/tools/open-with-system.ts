import { HoldfastError } from '#shared/errors.ts';
import type { Desktop } from '../ports.ts';
import { findPrograms } from './find-programs.ts';
import { installCommand } from './install-command.ts';
import { startProgram } from './start-program.ts';

/** As `process` has them, or as a test says. */
interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
}

/** The desktop that this process belongs to, through the program that opens files there. */
export const systemDesktop: Desktop = { require: (file) => requireDesktop(file), open: (file) => openFile(file) };

export function requireDesktop(file: string, { platform, env }: Machine = process): void {
  if (platform === 'darwin' || env.DISPLAY || env.WAYLAND_DISPLAY) return;
  throw new HoldfastError('no-desktop', { path: file });
}

export async function openFile(file: string, machine: Machine = process): Promise<void> {
  requireDesktop(file, machine);
  const name = machine.platform === 'darwin' ? 'open' : 'xdg-open';
  const [program] = await findPrograms(name);
  if (program === undefined) {
    throw new HoldfastError('program-missing', { program: name, install: await installCommand(name) });
  }
  const problem = await startProgram(program, [file]);
  if (problem !== undefined) throw new HoldfastError('not-opened', { path: file, reason: `${name}: ${problem}` });
}
