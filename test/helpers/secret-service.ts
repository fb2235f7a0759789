import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { eventually } from './eventually.ts';

const execute = promisify(execFile);
const password = 'the login’s password\n';

/** A session's message bus and keyring (GNOME's) of a test's own, in a folder of its own. */
export interface SecretService {
  /** What a program of the session has in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Starts the keyring: unlocked as after a login, or as it is when nobody has typed a password. */
  start(how: 'unlocked' | 'locked'): Promise<void>;
  /** The keyring ends, the message bus stays. */
  end(): Promise<void>;
  lock(): Promise<void>;
  /** Whether anything of the session offers to keep secrets. */
  isOwned(): Promise<boolean>;
  /** Bytes of what the keyring has written: sealed with the login's password. */
  readonly folder: string;
  close(): Promise<void>;
}

export async function openSession(): Promise<SecretService> {
  const folder = mkdtempSync(join(tmpdir(), 'session-'));
  const socket = join(folder, 'bus');
  const env = {
    HOME: folder,
    XDG_RUNTIME_DIR: join(folder, 'run'),
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${socket}`,
  };
  mkdirSync(env.XDG_RUNTIME_DIR, { mode: 0o700 });
  const all = { ...process.env, ...env };
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address', `--address=unix:path=${socket}`], {
    env: all,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await firstLine(bus);
  let keyring: ChildProcess | null = null;
  const send = async (destination: string, path: string, method: string, ...args: string[]): Promise<string> => {
    const words = ['--session', `--dest=${destination}`, '--print-reply', path, method, ...args];
    return (await execute('dbus-send', words, { env: all })).stdout;
  };
  const isOwned = async (): Promise<boolean> => {
    const dbus = 'org.freedesktop.DBus';
    const answer = await send(dbus, '/', `${dbus}.NameHasOwner`, 'string:org.freedesktop.secrets');
    return answer.includes('boolean true');
  };
  const end = async (): Promise<void> => {
    if (keyring) await ended(keyring);
    keyring = null;
  };
  return {
    env,
    folder,
    isOwned,
    end,
    start: async (how) => {
      await end();
      const unlock = how === 'unlocked' ? ['--unlock'] : [];
      const child = spawn('gnome-keyring-daemon', ['--foreground', '--components=secrets', ...unlock], {
        env: all,
        stdio: ['pipe', 'ignore', 'ignore'],
      });
      keyring = child;
      child.stdin?.on('error', () => {});
      child.stdin?.end(how === 'unlocked' ? password : '');
      await eventually(isOwned);
    },
    lock: async () => {
      const service = 'org.freedesktop.secrets';
      const collection = 'array:objpath:/org/freedesktop/secrets/collection/login';
      await send(service, '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Lock', collection);
    },
    close: async () => {
      await end();
      await ended(bus);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function firstLine(child: ChildProcess): Promise<void> {
  if (child.stdout === null) throw new Error('it has no output');
  for await (const _ of createInterface({ input: child.stdout })) return;
  throw new Error('dbus-daemon ended at once');
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const end = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await end;
}
