import { app } from 'electron';
import type { LoginItem } from '../engine/ports.ts';
import { createAutostartFile } from '../engine/startup/login/autostart-file.ts';
import { windowCommand } from '../engine/startup/login/system-login-item.ts';

/** What a window that was started by a login is told, so that it stays hidden. macOS tells it by other means. */
const hidden = '--hidden';

/** Start at login as the desktop has it: macOS and Windows keep it themselves, on Linux it is a file. */
export function createLoginItem(home: string): LoginItem {
  if (process.platform === 'linux') {
    return createAutostartFile({ home, starts: 'window', command: windowCommand(home, windowProgram()) });
  }
  return {
    read: async () => ({ starts: 'window', on: isOn(), file: null, programGone: false }),
    set: async (on) => app.setLoginItemSettings({ openAtLogin: on, args: [hidden] }),
  };
}

/** Whether a login, and nobody's click, started this window. */
export const wasStartedByLogin = (words: readonly string[] = process.argv): boolean =>
  words.includes(hidden) || (process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin);

/** Windows: also switched off in the Task Manager is off. macOS: also while its user has still to allow it. */
function isOn(): boolean {
  const { openAtLogin, launchItems } = app.getLoginItemSettings({ args: [hidden] });
  return openAtLogin && (process.platform !== 'win32' || launchItems.some(({ enabled }) => enabled));
}

/** An AppImage is mounted anew each time; Electron's own program needs to be told of the project. */
function windowProgram(): readonly string[] {
  const { APPIMAGE: image, APPDIR: mounted } = process.env;
  if (image && mounted && process.execPath.startsWith(`${mounted}/`)) return [image];
  return app.isPackaged ? [process.execPath] : [process.execPath, app.getAppPath()];
}
