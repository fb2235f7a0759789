import { existsSync } from 'node:fs';

/**
 * Address of the D-Bus of the user's session; null where nobody has one. It is also found by a command that was started outside of the
 * session (cron, ssh): on systems with systemd it is the user's, and lies where it always does.
 */
export function sessionBus(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  uid: number | undefined = process.getuid?.(),
): string | null {
  if (environment.DBUS_SESSION_BUS_ADDRESS) return environment.DBUS_SESSION_BUS_ADDRESS;
  const folders = [environment.XDG_RUNTIME_DIR, uid === undefined ? undefined : `/run/user/${uid}`];
  const socket = folders.flatMap((folder) => (folder ? [`${folder}/bus`] : [])).find((path) => existsSync(path));
  return socket === undefined ? null : `unix:path=${socket}`;
}

/** Paths of the sockets that an address names, in the form that Node connects to; other kinds of addresses are left out. */
export function socketsOf(address: string): readonly string[] {
  return address.split(';').flatMap((one) => {
    const [kind, rest = ''] = splitOnce(one, ':');
    if (kind !== 'unix') return [];
    const values = new Map(rest.split(',').map((pair) => splitOnce(pair, '=')));
    const path = values.get('path');
    if (path) return [unescapeValue(path)];
    const abstract = values.get('abstract');
    return abstract ? [`\0${unescapeValue(abstract)}`] : [];
  });
}

/** https://dbus.freedesktop.org/doc/dbus-specification.html#addresses */
const unescapeValue = (value: string): string =>
  value.replaceAll(/%([0-9a-fA-F]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));

function splitOnce(text: string, at: string): [string, string] {
  const index = text.indexOf(at);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}
