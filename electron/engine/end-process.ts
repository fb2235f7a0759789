import { spawn } from 'node:child_process';
import { hasLivingThreads } from './living-threads.ts';

/**
 * Ends this process now. Node waits for its threads, and one that hangs in the system (a drive that does not answer)
 * would hold it up for ever: then it is killed from outside a second later, and the code is lost.
 */
export function endProcess(code: number): never {
  if (hasLivingThreads()) {
    const kill = `sleep 1; kill -9 ${process.pid}`;
    const killer = spawn('/bin/sh', ['-c', kill], { detached: true, stdio: 'ignore', cwd: '/' });
    // Without a shell there is nothing more to be done.
    killer.on('error', () => undefined);
    killer.unref();
  }
  process.exit(code);
}
