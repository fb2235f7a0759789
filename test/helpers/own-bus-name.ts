import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Takes a name on a message bus, as a desktop's panel does, and holds it until the socket is closed. `address`: of a Unix socket. */
export async function ownBusName(address: string, name: string): Promise<Socket> {
  const path = /^unix:path=([^,]+)/.exec(address)?.[1];
  const abstract = /^unix:abstract=([^,]+)/.exec(address)?.[1];
  const socket = connect(path ?? `\0${abstract}`);
  await once(socket, 'connect');
  const user = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
  socket.write(`\0AUTH EXTERNAL ${user}\r\n`);
  await once(socket, 'data');
  socket.write('BEGIN\r\n');
  socket.write(call(1, 'Hello'));
  socket.write(call(2, 'RequestName', name));
  return socket;
}

/** A call of the bus itself, in little endian; its body is a name and flags, or nothing. See the D-Bus specification, “Message Protocol”. */
function call(serial: number, member: string, name?: string): Buffer {
  const body = name === undefined ? Buffer.alloc(0) : Buffer.concat([pad(text(name), 4), uint32(4)]);
  const fields = [
    field(1, 'o', text('/org/freedesktop/DBus')),
    field(2, 's', text('org.freedesktop.DBus')),
    field(3, 's', text(member)),
    field(6, 's', text('org.freedesktop.DBus')),
    ...(name === undefined ? [] : [field(8, 'g', signature('su'))]),
  ];
  // Each field begins at a multiple of eight; the length counts no padding after the last.
  const list = fields.reduce((all, one) => Buffer.concat([pad(all, 8), one]), Buffer.alloc(0));
  const head = Buffer.concat([Buffer.from([0x6c, 1, 0, 1]), uint32(body.length), uint32(serial), uint32(list.length)]);
  return Buffer.concat([pad(Buffer.concat([head, list]), 8), body]);
}

const field = (code: number, type: string, value: Buffer): Buffer =>
  Buffer.concat([Buffer.from([code]), signature(type), value]);

const signature = (type: string): Buffer => Buffer.concat([Buffer.from([type.length]), Buffer.from(`${type}\0`)]);
const text = (value: string): Buffer => Buffer.concat([uint32(Buffer.byteLength(value)), Buffer.from(`${value}\0`)]);

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

const pad = (bytes: Buffer, to: number): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((to - (bytes.length % to)) % to)]);
