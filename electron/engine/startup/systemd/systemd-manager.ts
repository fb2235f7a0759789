import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ServiceStep } from '#shared/domain/startup.ts';
import { HoldfastError } from '#shared/errors.ts';
import { askProgram } from '../ask-program.ts';
import { configFolder } from '../config-folder.ts';
import { nameOfHome } from '../name-of-home.ts';
import { putFile, readText } from '../put-file.ts';
import type { ManagedService, ServiceManager } from '../service-manager.ts';
import { commandOf, unitText } from './unit-text.ts';

interface SystemdOptions {
  readonly home: string;
  /** Absolute path. */
  readonly systemctl: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Where systemd notes whose services start with the machine. */
  readonly lingerFolder?: string;
}

/** systemd's manager of this user's services. Files say what is installed and enabled, the manager what runs. */
export function createSystemdManager(options: SystemdOptions): ServiceManager {
  const { home, systemctl, env = process.env, lingerFolder = '/var/lib/systemd/linger' } = options;
  const name = `${nameOfHome(home)}.service`;
  const folder = path.join(configFolder(env), 'systemd', 'user');
  const file = path.join(folder, name);
  const wish = path.join(folder, 'default.target.wants', name);
  const ask = (...words: readonly string[]) => askProgram({ program: systemctl, args: ['--user', ...words], env });
  const order = async (...words: readonly string[]): Promise<void> => {
    const { ok, stderr } = await ask(...words);
    if (!ok)
      throw new HoldfastError('service-refused', { command: `systemctl --user ${words.join(' ')}`, reason: stderr });
  };
  const read = async (): Promise<ManagedService> => {
    const text = readText(file);
    const { ok, stdout } = await ask('show', name, `--property=${properties.join(',')}`);
    const known = Object.fromEntries(stdout.split('\n').map((line) => splitAt(line, '=')));
    const pid = Number(known.MainPID ?? 0);
    const running = ok && pid > 0 && known.ActiveState === 'active';
    return {
      ...{ reachable: ok, installed: text !== undefined, enabled: isLink(wish), running, pid: running ? pid : null },
      command: text === undefined ? [] : commandOf(text),
      linger: fs.existsSync(path.join(lingerFolder, os.userInfo().username)),
      failure: known.ActiveState === 'failed' || known.ActiveState === 'activating' ? describeEnd(known) : null,
    };
  };
  return {
    ...{ kind: 'systemd', name, file, read },
    install: async (command) => {
      const before = await read();
      const steps: ServiceStep[] = [putFile(file, unitText({ home, command })) ? 'written' : 'unchanged'];
      if (!before.reachable) {
        putLink(wish, file);
        return [...steps, 'enabled', 'not-started'];
      }
      await order('daemon-reload');
      await order('enable', name);
      const restart = before.running && steps.includes('written');
      if (restart || !before.running) await order(restart ? 'restart' : 'start', name);
      return [...steps, 'enabled', ...(restart ? ['restarted' as const] : before.running ? [] : ['started' as const])];
    },
    remove: async ({ stop }) => {
      const before = await read();
      if (!before.installed && !before.enabled && !before.running) return ['not-installed'];
      if (before.reachable && before.running && stop) await order('stop', name);
      fs.rmSync(wish, { force: true });
      fs.rmSync(file, { force: true });
      if (before.reachable) await order('daemon-reload');
      // One that failed would be remembered; that there is none to be forgotten is no failure.
      if (before.reachable && (stop || !before.running)) await ask('reset-failed', name);
      return [...(before.running ? [stop ? ('stopped' as const) : ('runs-on' as const)] : []), 'disabled', 'removed'];
    },
  };
}

const properties = ['ActiveState', 'SubState', 'MainPID', 'Result', 'ExecMainStatus'];

function describeEnd({ Result: result, ExecMainStatus: status }: Readonly<Record<string, string>>): string | null {
  if (result === undefined || result === 'success') return null;
  return status === undefined || status === '0' ? result : `${result}, ${status}`;
}

function splitAt(line: string, separator: string): readonly [string, string] {
  const at = line.indexOf(separator);
  return [line.slice(0, at), line.slice(at + 1)];
}

const isLink = (file: string): boolean => fs.lstatSync(file, { throwIfNoEntry: false }) !== undefined;

/** What `systemctl enable` does, where there is nobody to ask. */
function putLink(link: string, target: string): void {
  fs.mkdirSync(path.dirname(link), { recursive: true });
  fs.rmSync(link, { force: true });
  fs.symlinkSync(target, link);
}
