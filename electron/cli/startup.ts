import { findOwner } from '../engine/owner.ts';
import { findServiceManager } from '../engine/startup/find-service-manager.ts';
import { systemLoginItem } from '../engine/startup/login/system-login-item.ts';
import { createStartupService, type StartupService } from '../engine/startup/startup-service.ts';
import type { Context } from './verb.ts';

/**
 * What starts Holdfast by itself, from this very process: it is the command's own program that is to be started, in the
 * session that the command was called from, and a service that is taken away would end whoever was asked to do that.
 */
export const ownStartup = (home: string): StartupService =>
  createStartupService({
    ...{ home, loginItem: systemLoginItem(home), changes: { emit: () => undefined } },
    manager: () => findServiceManager(home),
  });

/** For start at login: a running window knows better than a command what a desktop is to start. */
export async function startupOf({ home, client }: Context): Promise<Pick<StartupService, 'get' | 'setLogin'>> {
  if (findOwner(home).state !== 'reachable') return ownStartup(home);
  const { startup } = await client();
  return { get: () => startup.get(), setLogin: (input) => startup.setLogin(input) };
}
