import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface Received {
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export interface WebReceiver {
  readonly port: number;
  readonly url: string;
  readonly received: Received[];
  /** What the next requests are answered; null: never at all. */
  answer: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | ((received: Received) => string);
  } | null;
  /** Connections that are open. */
  open(): number;
  close(): Promise<void>;
}

/** A real receiver of posts. */
export async function startWebReceiver(port = 0): Promise<WebReceiver> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const one: Received = { path: request.url ?? '', headers: request.headers, body };
      received.push(one);
      const { answer } = receiver;
      if (!answer) return;
      const said = typeof answer.body === 'function' ? answer.body(one) : (answer.body ?? 'ok');
      response.writeHead(answer.status, answer.headers).end(said);
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const listening = await new Promise<AddressInfo>((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve(server.address() as AddressInfo));
  });
  const receiver: WebReceiver = {
    port: listening.port,
    url: `http://127.0.0.1:${listening.port}`,
    received,
    answer: { status: 200 },
    open: () => sockets.size,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return receiver;
}
