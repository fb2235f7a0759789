import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { chmod, chown, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../dist/node/holdfast.js', import.meta.url));
/** `nobody`: permissions mean nothing to root, so a host that is to be refused something runs as this user. */
const nobody = 65534;

export interface LaunchedHost {
  /** Address with its token. */
  readonly url: string;
  /** A folder of the test's own, that is gone after it; holds `user` (the user's home) and `home` (Holdfast's). */
  readonly folder: string;
  readonly user: string;
  stop(): Promise<void>;
}

export interface LaunchOptions {
  /** Fills the user's home before the host starts. */
  readonly prepare?: (user: string) => Promise<void>;
  /** Runs the host without root's rights; only root can do that, anyone else has none to begin with. */
  readonly unprivileged?: boolean;
  /** Beside what the host has of the test's own. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** A built host of its own with its own home, user and port. */
export async function launchHost({
  prepare,
  unprivileged = false,
  environment,
}: LaunchOptions = {}): Promise<LaunchedHost> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-e2e-'));
  const user = join(folder, 'user');
  await mkdir(user);
  await prepare?.(user);
  const lowered = unprivileged && process.getuid?.() === 0;
  if (lowered) await giveAway(folder, user);
  const child = start(folder, user, { lowered, environment });
  const url = await readUrl(child);
  return { url, folder, user, stop: () => stop(child, folder) };
}

async function giveAway(folder: string, user: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const path of [folder, user]) await chown(path, nobody, nobody);
}

interface StartOptions {
  readonly lowered: boolean;
  readonly environment: NodeJS.ProcessEnv | undefined;
}

function start(folder: string, user: string, { lowered, environment }: StartOptions): ChildProcess {
  const args = [program, '--home', join(folder, 'home'), '--json', 'serve'];
  const [command, ...rest] = lowered
    ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', process.execPath, ...args]
    : [process.execPath, ...args];
  return spawn(command ?? '', rest, {
    env: { ...process.env, HOME: user, XDG_CONFIG_HOME: join(user, '.config'), TMPDIR: tmpdir(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The first line it prints holds the address. */
async function readUrl(child: ChildProcess): Promise<string> {
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  if (child.stdout === null) throw new Error('the host has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const { url } = JSON.parse(line) as { readonly url?: string };
    if (url !== undefined) return url;
  }
  throw new Error(`The host ended before it served: ${errors}`);
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}
