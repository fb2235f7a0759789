/**
 * The little of D-Bus that is needed to ask whether a keyring is there and unlocked, as
 * https://dbus.freedesktop.org/doc/dbus-specification.html#message-protocol-messages has it. Calls take texts only.
 */

export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly texts: readonly string[];
}

export interface BusReply {
  /** Of the call that it answers. */
  readonly serial: number;
  /** Name of the error; null where the call succeeded. */
  readonly error: string | null;
  readonly body: Buffer;
}

/** Nothing is started in order to answer. */
const noAutoStart = 0x2;
/** As all machines are that Holdfast has a Node for, and so whatever answers. */
const littleEndian = 0x6c;
const methodCall = 1;
const [methodReturn, failure] = [2, 3];
const headerBytes = 16;
const mostBytes = 1 << 20;

export function encodeCall(call: BusCall, serial: number): Buffer {
  const body = new Writer();
  for (const text of call.texts) body.text(text);
  const fields = new Writer();
  fields.field(1, 'o', call.path);
  fields.field(2, 's', call.interface);
  fields.field(3, 's', call.member);
  fields.field(6, 's', call.destination);
  if (call.texts.length > 0) fields.signature(8, 's'.repeat(call.texts.length));
  const [content, names] = [body.bytes(), fields.bytes()];
  const head = Buffer.alloc(headerBytes);
  head.set([littleEndian, methodCall, noAutoStart, 1]);
  head.writeUInt32LE(content.length, 4);
  head.writeUInt32LE(serial, 8);
  head.writeUInt32LE(names.length, 12);
  return Buffer.concat([head, names, Buffer.alloc(padding(names.length, 8)), content]);
}

/** The first whole message of what was read and where the next begins; null: it is not all there. Throws on nonsense. */
export function decodeMessage(read: Buffer): { readonly reply: BusReply | null; readonly end: number } | null {
  if (read.length < headerBytes) return null;
  const [content, names] = [read.readUInt32LE(4), read.readUInt32LE(12)];
  if (read[0] !== littleEndian || content + names > mostBytes) throw new Error('The message bus sent nonsense.');
  const bodyAt = headerBytes + names + padding(names, 8);
  const end = bodyAt + content;
  if (read.length < end) return null;
  const type = read[1];
  if (type !== methodReturn && type !== failure) return { reply: null, end };
  const fields = fieldsOf(read, headerBytes + names);
  const serial = Number(fields.get(5) ?? 0);
  const error = type === failure ? String(fields.get(4) ?? 'unknown') : null;
  return { reply: { serial, error, body: read.subarray(bodyAt, end) }, end };
}

/** The text, or object path, that a body begins with. */
export function textOf(body: Buffer): string {
  const length = body.readUInt32LE(0);
  return body.toString('utf8', 4, 4 + length);
}

/** The truth value that a body holds as a variant; null where it holds another type. */
export function truthOf(body: Buffer): boolean | null {
  // Signature “b”: its length, itself, a zero; then one byte up to the value's boundary.
  return body.length >= 8 && body[0] === 1 && body[1] === 0x62 ? body.readUInt32LE(4) === 1 : null;
}

/** Header fields that are numbers or texts, by their code. */
function fieldsOf(read: Buffer, end: number): Map<number, number | string> {
  const fields = new Map<number, number | string>();
  let at = headerBytes;
  while (at < end) {
    at += padding(at, 8);
    const [code, type] = [read[at] ?? 0, String.fromCharCode(read[at + 2] ?? 0)];
    at += 4;
    if (type === 'g') {
      at += (read[at] ?? 0) + 2;
    } else if (type === 'u') {
      at += padding(at, 4);
      fields.set(code, read.readUInt32LE(at));
      at += 4;
    } else {
      at += padding(at, 4);
      const length = read.readUInt32LE(at);
      fields.set(code, read.toString('utf8', at + 4, at + 4 + length));
      at += 4 + length + 1;
    }
  }
  return fields;
}

const padding = (length: number, to: number): number => (to - (length % to)) % to;

class Writer {
  readonly #parts: Buffer[] = [];
  #length = 0;

  text(value: string): void {
    this.#align(4);
    const bytes = Buffer.from(value);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    this.#add(length, bytes, Buffer.alloc(1));
  }

  field(code: number, type: 's' | 'o', value: string): void {
    this.#align(8);
    this.#add(Buffer.from([code, 1, type.charCodeAt(0), 0]));
    this.text(value);
  }

  signature(code: number, value: string): void {
    this.#align(8);
    this.#add(Buffer.from([code, 1, 'g'.charCodeAt(0), 0, value.length]), Buffer.from(`${value}\0`));
  }

  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }

  #align(to: number): void {
    this.#add(Buffer.alloc(padding(this.#length, to)));
  }

  #add(...parts: readonly Buffer[]): void {
    for (const part of parts) {
      this.#parts.push(part);
      this.#length += part.length;
    }
  }
}
