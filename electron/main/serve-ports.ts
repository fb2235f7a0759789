import { type IpcMainEvent, ipcMain } from 'electron';
import { portRequest } from '#shared/contract/port-request.ts';
import type { ServablePort } from '../engine/api/message-port.ts';
import { ownPages } from './own-pages.ts';

/**
 * Serves each port that our own page asks for, see port-request.ts; anyone else's is closed unread, and every one while there
 * is no engine in this process (`serve` is undefined): the page then asks again.
 */
export function servePorts(serve: () => ((port: ServablePort) => void) | undefined): void {
  ipcMain.on(portRequest, (event) => {
    const [port, ...others] = event.ports;
    for (const other of others) other.close();
    if (port === undefined) return;
    const attend = isOwnPage(event) ? serve() : undefined;
    if (attend === undefined) port.close();
    else attend(port);
  });
}

/** The window's main frame, showing our own page: not a frame within it, not a page of another origin. */
function isOwnPage({ sender, senderFrame }: IpcMainEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && senderFrame.url.startsWith(ownPages);
}
