import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('../../dist/node/holdfast.js', import.meta.url));
const execute = promisify(execFile);

/** The built command line with a home of its own; rejects if it does not end with 0. Gives what it printed. */
export async function runHoldfast(home: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await execute(process.execPath, [program, '--home', home, ...args]);
  return stdout;
}
