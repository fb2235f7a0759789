import type { Notifier } from '../engine/ports.ts';
import type { Services } from '../engine/services.ts';
import { claimHome } from '../host/claim-home.ts';
import { hostUrl } from '../host/create-host.ts';
import { serveHome } from '../host/serve-home.ts';
import { createLoginItem } from './login-item.ts';
import { ownPages } from './own-pages.ts';
import { shellDesktop } from './shell-desktop.ts';

export interface OpenedHome {
  /** What the window loads. */
  readonly url: string;
  /** The engine's, when it is in this process; undefined when the window is a guest of the home's owner. */
  readonly services: Services | undefined;
  close(): Promise<void>;
}

/**
 * Owns the home and its engine. When a service or a command owns it already, there is no second engine: the window
 * then shows the owner's pages, and the owner sees to messages.
 */
export async function openHome(home: string, notifier: Notifier): Promise<OpenedHome> {
  const claim = await claimHome(home);
  if (!('release' in claim)) {
    console.info('Holdfast is running already for this home; the window shows it.');
    return { url: hostUrl(claim), services: undefined, close: async () => {} };
  }
  const { services, close } = await serveHome({
    ...{ ownership: claim, home, owner: 'window', desktop: shellDesktop, notifier },
    loginItem: createLoginItem(home),
  });
  return { url: ownPages, services, close };
}
