import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.ts';

export interface UserManager {
  /** What a session of it has in its environment. */
  readonly environment: { readonly XDG_RUNTIME_DIR: string; readonly XDG_CONFIG_HOME: string };
  readonly systemctl: (...args: readonly string[]) => string;
  stop(): Promise<void>;
}

const systemd = 'exec /lib/systemd/systemd --user --unit=basic.target --log-target=console';
/** It wants a machine that systemd has started, and takes this folder for it: elsewhere it gets it in a view of its own. */
const booted = '/run/systemd/system';
const elsewhere = `mount -t tmpfs tmpfs /run && mkdir -p ${booted} && ${systemd}`;
const script = existsSync(booted) ? systemd : `exec unshare --mount sh -c '${elsewhere}'`;

/**
 * A real systemd that manages the services of a user, as each session has one, with a runtime folder and settings of its
 * own. It needs no bus, and as root no machine that was started by systemd.
 */
export async function startUserManager(): Promise<UserManager> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-systemd-'));
  const environment = { XDG_RUNTIME_DIR: join(folder, 'run'), XDG_CONFIG_HOME: join(folder, 'config') };
  mkdirSync(environment.XDG_RUNTIME_DIR, { mode: 0o700 });
  const env = { ...process.env, ...environment, HOME: folder };
  const child = spawn('sh', ['-c', script], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => {
    words += chunk.toString();
  });
  await eventually(() => {
    if (child.exitCode !== null) throw new Error(`systemd ended: ${words}`);
    return existsSync(join(environment.XDG_RUNTIME_DIR, 'systemd/private'));
  });
  return {
    environment,
    systemctl: (...args) => spawnSync('systemctl', ['--user', ...args], { env, encoding: 'utf8' }).stdout.trim(),
    stop: () => end(child),
  };
}

/** It ends its services first. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  // For a user's manager: start exit.target.
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await ended;
  clearTimeout(timer);
}
