import { spawn } from 'node:child_process';
import path from 'node:path';

interface Started {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Where the package's own files lie, as Electron tells it. */
  readonly resources: string;
}

/**
 * An AppImage has one program for everything: with a verb (`Holdfast.AppImage serve`) it is the command line, which the
 * Node that comes along runs. Undefined where the window is meant. Pure.
 */
export function commandMeant({ args, env, resources }: Started): readonly string[] | undefined {
  if (!env.APPIMAGE) return undefined;
  const [first] = args;
  // A link or a switch of Chromium's is for the window; `--home` goes before a verb and is the command line's alone.
  const meant = first !== undefined && (first.startsWith('--home') || !/^-|:/.test(first));
  return meant ? [path.join(resources, 'bin/holdfast'), ...args] : undefined;
}

/** Runs it in this one's place; gives the exit code, 128 and more after a signal as a shell does. */
export function handOn([program = '', ...args]: readonly string[]): Promise<number> {
  const child = spawn(program, args, { stdio: 'inherit' });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 128));
  });
}
