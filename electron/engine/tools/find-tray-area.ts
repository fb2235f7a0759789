import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether the desktop shows icons of programs. `there`: something does. `not-now`: nothing does, or that can't be found out; a
 * panel may come up yet. `never`: no desktop session is there that could.
 */
export type TrayArea = 'there' | 'not-now' | 'never';

/** As `process` has them, or as a test says. */
interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
}

/** Who shows icons on a Linux desktop has this name on the session's bus: KDE, XFCE, Cinnamon …, GNOME with an extension. */
const watcher = 'org.kde.StatusNotifierWatcher';
const bus = 'org.freedesktop.DBus';
const path = '/org/freedesktop/DBus';

/** Programs that can ask the bus, each with its way of asking; one of them is nearly everywhere. */
const questions: readonly (readonly [program: string, ...args: string[]])[] = [
  ['gdbus', 'call', '--session', '--dest', bus, '--object-path', path, '--method', `${bus}.NameHasOwner`, watcher],
  ['busctl', '--user', 'call', bus, path, bus, 'NameHasOwner', 's', watcher],
  ['dbus-send', '--session', '--print-reply', `--dest=${bus}`, path, `${bus}.NameHasOwner`, `string:${watcher}`],
];

/** It takes some ms; a bus that does not answer is not waited for longer than that. */
const patienceMs = 1000;

/**
 * Windows and macOS always have a place for icons. On Linux it is asked for at the session's bus; waits for the answer, since
 * whether the window may hide has to be known before it does.
 */
export function findTrayArea({ platform, env }: Machine = process): TrayArea {
  if (platform !== 'linux') return 'there';
  if (!hasSessionBus(env)) return 'never';
  for (const [program, ...args] of questions) {
    const { stdout, status } = spawnSync(program, args, { env, encoding: 'utf8', timeout: patienceMs });
    if (status === 0) return /\btrue\b/.test(stdout) ? 'there' : 'not-now';
  }
  return 'not-now';
}

/** Without one the asking programs might start a bus that nobody else is on. */
const hasSessionBus = ({ DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR }: NodeJS.ProcessEnv): boolean =>
  Boolean(DBUS_SESSION_BUS_ADDRESS) || (Boolean(XDG_RUNTIME_DIR) && existsSync(join(XDG_RUNTIME_DIR ?? '', 'bus')));
