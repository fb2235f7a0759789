import { type IpcMainEvent, ipcMain } from 'electron';
import { portRequest } from '#shared/contract/port-request.ts';
import type { ServablePort } from '../engine/api/message-port.ts';
import { ownPages } from './own-pages.ts';

/** Serves each port that our own page asks for; see port-request.ts. Anyone else's is closed unread. */
export function servePorts(serve: (port: ServablePort) => void): void {
  ipcMain.on(portRequest, (event) => {
    const [port, ...others] = event.ports;
    for (const other of others) other.close();
    if (port === undefined) return;
    if (isOwnPage(event)) serve(port);
    else port.close();
  });
}

/** The window's main frame, showing our own page: not a frame within it, not a page of another origin. */
function isOwnPage({ sender, senderFrame }: IpcMainEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && senderFrame.url.startsWith(ownPages);
}
