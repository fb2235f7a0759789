import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceStep } from '#shared/domain/startup.ts';
import { HoldfastError } from '#shared/errors.ts';
import { askProgram } from '../ask-program.ts';
import { nameOfHome } from '../name-of-home.ts';
import { putFile, readText } from '../put-file.ts';
import type { ManagedService, ServiceManager } from '../service-manager.ts';
import { agentText, commandOfAgent } from './agent-text.ts';

interface LaunchdOptions {
  readonly home: string;
  /** Absolute path. */
  readonly launchctl: string;
  readonly userHome?: string;
  readonly uid?: number;
}

/** launchd's manager of this user's agents. An agent that is there starts at login: installed is enabled. */
export function createLaunchdManager(options: LaunchdOptions): ServiceManager {
  const { home, launchctl, userHome = os.homedir(), uid = process.getuid?.() ?? 0 } = options;
  const label = `org.${nameOfHome(home).replace('-', '.')}`;
  const file = path.join(userHome, 'Library', 'LaunchAgents', `${label}.plist`);
  const log = path.join(userHome, 'Library', 'Logs', 'Holdfast', `${label}.log`);
  const domain = `gui/${uid}`;
  const ask = (...words: readonly string[]) => askProgram({ program: launchctl, args: words });
  const isLoaded = async (): Promise<boolean> => (await ask('print', `${domain}/${label}`)).ok;
  const order = async (...words: readonly string[]): Promise<void> => {
    const { ok, stderr } = await ask(...words);
    if (!ok) throw new HoldfastError('service-refused', { command: `launchctl ${words.join(' ')}`, reason: stderr });
  };
  const unload = async (): Promise<void> => {
    await order('bootout', `${domain}/${label}`);
    // It answers before the agent has ended, and would refuse the next one meanwhile.
    for (const deadline = Date.now() + unloadMs; Date.now() < deadline && (await isLoaded()); ) await delay(200);
  };
  const read = async (): Promise<ManagedService> => {
    const text = readText(file);
    const reachable = (await ask('print', domain)).ok;
    const { ok, stdout } = await ask('print', `${domain}/${label}`);
    const pid = Number(/^\s*pid = (\d+)$/m.exec(stdout)?.[1] ?? 0);
    const exit = /^\s*last exit code = (\d+)/m.exec(stdout)?.[1] ?? '0';
    return {
      ...{ reachable, installed: text !== undefined, enabled: text !== undefined, linger: null },
      ...{ running: ok && pid > 0, pid: ok && pid > 0 ? pid : null },
      command: text === undefined ? [] : commandOfAgent(text),
      failure: ok && pid === 0 && exit !== '0' ? `exit ${exit}` : null,
    };
  };
  return {
    ...{ kind: 'launchd', name: label, file, read },
    install: async (command) => {
      const { reachable, running } = await read();
      fs.mkdirSync(path.dirname(log), { recursive: true });
      const steps: ServiceStep[] = [putFile(file, agentText({ label, command, log })) ? 'written' : 'unchanged'];
      if (!reachable) return [...steps, 'enabled', 'not-started'];
      if (running && steps.includes('unchanged')) return [...steps, 'enabled'];
      if (await isLoaded()) await unload();
      await order('bootstrap', domain, file);
      return [...steps, 'enabled', running ? 'restarted' : 'started'];
    },
    remove: async ({ stop }) => {
      const { installed, running } = await read();
      if (!installed && !(await isLoaded())) return ['not-installed'];
      fs.rmSync(file, { force: true });
      if (stop && (await isLoaded())) await unload();
      return [...(running ? [stop ? ('stopped' as const) : ('runs-on' as const)] : []), 'disabled', 'removed'];
    },
  };
}

const unloadMs = 35_000;
