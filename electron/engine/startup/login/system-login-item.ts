import { readdirSync } from 'node:fs';
import type { LoginItem } from '../../ports.ts';
import { holdfastProgram } from '../holdfast-program.ts';
import { homeWords } from '../name-of-home.ts';
import { createAutostartFile } from './autostart-file.ts';

/**
 * What a host or a command can do about login: on Linux an autostart file, which starts the window where one is
 * installed, hidden, and the host where there is none. Elsewhere that is for the desktop's window, or a service.
 */
export function systemLoginItem(home: string): LoginItem {
  if (process.platform !== 'linux') return noLoginItem;
  const { command, window } = holdfastProgram();
  const item =
    window === null
      ? createAutostartFile({
          home,
          starts: 'host',
          command: [...command, ...homeWords(home), 'serve', '--no-address'],
        })
      : createAutostartFile({ home, starts: 'window', command: windowCommand(home, window) });
  return hasDesktop() ? item : { ...item, read: async () => ({ ...(await item.read()), starts: null }) };
}

/** The window, hidden. It takes another home than the usual one from its environment. */
export function windowCommand(home: string, window: readonly string[]): readonly string[] {
  const words = [...window, '--hidden'];
  return homeWords(home).length === 0 ? words : ['/usr/bin/env', `HOLDFAST_HOME=${home}`, ...words];
}

/** Whether somebody logs in to a desktop here: a service is on none itself, but may be on a machine that has one. */
function hasDesktop({ DISPLAY, WAYLAND_DISPLAY, XDG_CURRENT_DESKTOP }: NodeJS.ProcessEnv = process.env): boolean {
  if (DISPLAY || WAYLAND_DISPLAY || XDG_CURRENT_DESKTOP) return true;
  return ['/usr/share/xsessions', '/usr/share/wayland-sessions'].some(isFilled);
}

function isFilled(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0;
  } catch {
    return false;
  }
}

const noLoginItem: LoginItem = {
  read: async () => ({ starts: null, on: false, file: null, programGone: false }),
  set: async () => {},
};
