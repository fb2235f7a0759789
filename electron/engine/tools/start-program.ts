import { spawn } from 'node:child_process';

/** A program that can't do what it is to do says so by ending within this time. */
const settleMs = 1500;

/**
 * Starts a program that goes on by itself, whatever becomes of this process (unlike what `runProgram` runs). Gives why it
 * failed, if it can't be started or fails soon.
 */
export function startProgram(program: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore' });
    const timer = setTimeout(() => resolve(undefined), settleMs);
    const settle = (problem: string | undefined): void => {
      clearTimeout(timer);
      resolve(problem);
    };
    child.once('error', (error) => settle(error.message));
    child.once('exit', (code, signal) => settle(code === 0 ? undefined : `exit ${code ?? signal}`));
    child.unref();
  });
}
