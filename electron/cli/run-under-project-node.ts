import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hidePassword } from './hide-password.ts';

/**
 * For a clone whose machine has an older Node: runs the command again under the Node that npm brought, and ends as it
 * ends. False when there is none, or when the arguments lost bytes in being read, which could not be handed on.
 * Runs on Node 18.
 */
export function runUnderProjectNode(args: readonly string[]): boolean {
  const node = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));
  const [, script = ''] = process.argv;
  if (!existsSync(node) || args.some((argument) => argument.includes('\ufffd'))) return false;
  // When this one is killed, the other is too: a command that was ended must not go on unseen.
  const setpriv = '/usr/bin/setpriv';
  const guard = existsSync(setpriv) ? [setpriv, '--pdeathsig', 'KILL', '--'] : [];
  const [program = node, ...words] = [...guard, node, script, ...args];
  const child = spawn(program, words, { stdio: 'inherit' });
  hidePassword(args);
  // A terminal sends Ctrl-C to both; this one only waits for the other's end.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
  return true;
}
