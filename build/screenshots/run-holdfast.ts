import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../vite/paths.ts';
import { home, user } from './made-up-person.ts';

const program = join(projectRoot, 'dist/node/holdfast.js');

export function holdfast(...args: string[]): Promise<void> {
  const child = spawn(process.execPath, [program, '--home', home, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`holdfast ${args[0]} ended with ${code}`)),
    );
  });
}

export async function startHost(): Promise<{ readonly url: string; stop(): void }> {
  const child = spawn(process.execPath, [program, '--home', home, 'serve'], {
    env: { ...process.env, HOME: user },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    return { url: line, stop: () => child.kill('SIGTERM') };
  }
  throw new Error('The host did not start.');
}
