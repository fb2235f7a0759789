import net from 'node:net';
import os from 'node:os';
import type { DatabaseSource } from '#shared/domain/database.ts';
import { isSocket, resolveConnection } from '../tools/postgres/resolve-connection.ts';

interface Server {
  readonly host: string;
  readonly port: number;
}

const patienceMs = 5000;

/** Whether all database servers on other computers answer; with those on this one there is no network to wait for. */
export async function reachServers(sources: readonly DatabaseSource[]): Promise<'reached' | 'away'> {
  const reached = await Promise.all(sources.flatMap(remoteServer).map(answers));
  return reached.every(Boolean) ? 'reached' : 'away';
}

/** None where it is on this computer, or nobody knows where it is: the run will say so. */
function remoteServer({ connection }: DatabaseSource): readonly Server[] {
  try {
    const { host, port } = resolveConnection({ connection, password: null });
    return isSocket(host) || isHere(host) ? [] : [{ host, port }];
  } catch {
    return [];
  }
}

const isHere = (host: string): boolean =>
  ['localhost', '::1', os.hostname()].includes(host.toLowerCase()) || /^127\.[\d.]+$/.test(host);

/** A connection is made and let go of: it is the network that is asked about, not the server's mind. */
function answers({ host, port }: Server): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port, timeout: patienceMs });
    const end = (reached: boolean) => {
      socket.destroy();
      resolve(reached);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}
