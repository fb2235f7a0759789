import { findPrograms } from '../tools/find-programs.ts';
import { createLaunchdManager } from './launchd/launchd-manager.ts';
import type { ServiceManager } from './service-manager.ts';
import { createSystemdManager } from './systemd/systemd-manager.ts';

/** What runs a user's services on this machine, for the service of a home; undefined where nothing known does. */
export async function findServiceManager(home: string): Promise<ServiceManager | undefined> {
  if (process.platform === 'win32') return undefined;
  const name = process.platform === 'darwin' ? 'launchctl' : 'systemctl';
  const [program] = await findPrograms(name);
  if (program === undefined) return undefined;
  if (name === 'launchctl') return createLaunchdManager({ home, launchctl: program });
  return createSystemdManager({ home, systemctl: program });
}
