import net from 'node:net';
import type { KeyringState } from '#shared/domain/secrets.ts';
import { type BusCall, type BusReply, decodeMessage, encodeCall, textOf, truthOf } from './bus-message.ts';
import { socketsOf } from './session-bus.ts';

export interface Found {
  readonly state: KeyringState;
  /** What there is to add. */
  readonly detail: string | null;
}

/**
 * How the keyring of a session is, without starting one, unlocking it or asking anybody anything: the library that reads it would do all
 * of that. By https://specifications.freedesktop.org/secret-service-spec/latest/. Never rejects; gives up only when the bus does.
 */
export async function askSecretService(address: string): Promise<Found> {
  let socket: net.Socket | null = null;
  try {
    socket = await connect(socketsOf(address));
    const call = await greet(socket);
    return await look(call);
  } catch (error) {
    return { state: 'no-session', detail: error instanceof Error ? error.message : String(error) };
  } finally {
    socket?.destroy();
  }
}

type Call = (call: BusCall) => Promise<BusReply>;

const service = { destination: 'org.freedesktop.secrets', path: '/org/freedesktop/secrets' } as const;

async function look(call: Call): Promise<Found> {
  const named = await call({
    ...service,
    ...{ interface: 'org.freedesktop.Secret.Service', member: 'ReadAlias', texts: ['default'] },
  });
  if (named.error !== null) return failed(named.error);
  const path = textOf(named.body);
  if (path === '/') return { state: 'not-set-up', detail: null };
  const asked = await call({
    ...{ destination: service.destination, path, interface: 'org.freedesktop.DBus.Properties', member: 'Get' },
    texts: ['org.freedesktop.Secret.Collection', 'Locked'],
  });
  if (asked.error !== null) return failed(asked.error);
  const locked = truthOf(asked.body);
  if (locked === null) return { state: 'failed', detail: 'It does not say whether it is locked.' };
  return { state: locked ? 'locked' : 'ready', detail: null };
}

/** Nobody has that name, and nobody is started for it. */
const nobody = /\.(ServiceUnknown|NameHasNoOwner)$/;

const failed = (error: string): Found =>
  nobody.test(error) ? { state: 'no-service', detail: null } : { state: 'failed', detail: error };

async function connect(paths: readonly string[]): Promise<net.Socket> {
  let reason: unknown = new Error('The address of the session’s message bus is none that can be used.');
  for (const path of paths) {
    try {
      return await new Promise<net.Socket>((resolve, reject) => {
        const socket = net.connect({ path }, () => resolve(socket));
        socket.once('error', reject);
      });
    } catch (error) {
      reason = error;
    }
  }
  throw reason;
}

/** Says who we are, which the socket itself proves; gives the way to call. */
async function greet(socket: net.Socket): Promise<Call> {
  const incoming = createIncoming(socket);
  const uid = Buffer.from(String(process.getuid?.() ?? '')).toString('hex');
  socket.write(`\0AUTH EXTERNAL ${uid}\r\n`);
  const answer = await incoming.line();
  if (!answer.startsWith('OK ')) throw new Error(`The session’s message bus refused: ${answer}`);
  socket.write('BEGIN\r\n');
  let serial = 0;
  const call: Call = async (wanted) => {
    serial += 1;
    socket.write(encodeCall(wanted, serial));
    return incoming.reply(serial);
  };
  const bus = 'org.freedesktop.DBus';
  const hello = await call({
    ...{ destination: bus, path: '/org/freedesktop/DBus', interface: bus, member: 'Hello', texts: [] },
  });
  if (hello.error !== null) throw new Error(`The session’s message bus refused: ${hello.error}`);
  return call;
}

/** What comes: first a line, then messages. */
function createIncoming(socket: net.Socket) {
  let read = Buffer.alloc(0);
  let wake = () => {};
  let end: Error | null = null;
  const close = (error?: Error) => {
    end = error ?? new Error('The session’s message bus hung up.');
    wake();
  };
  socket.on('data', (chunk) => {
    read = Buffer.concat([read, chunk]);
    wake();
  });
  socket.on('error', close);
  socket.on('close', () => close());
  const more = async (): Promise<void> => {
    if (end) throw end;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  };
  return {
    line: async (): Promise<string> => {
      for (;;) {
        const at = read.indexOf('\r\n');
        if (at >= 0) {
          const line = read.toString('utf8', 0, at);
          read = read.subarray(at + 2);
          return line;
        }
        await more();
      }
    },
    reply: async (serial: number): Promise<BusReply> => {
      for (;;) {
        const message = decodeMessage(read);
        if (message === null) {
          await more();
          continue;
        }
        read = read.subarray(message.end);
        if (message.reply?.serial === serial) return message.reply;
      }
    },
  };
}
