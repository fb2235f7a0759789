import fs from 'node:fs';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  /** As it came, headers and all. */
  readonly raw: string;
  readonly secure: boolean;
  readonly user: string | undefined;
}

export interface MailServer {
  readonly port: number;
  readonly mails: Mail[];
  close(): Promise<void>;
}

interface MailServerOptions {
  /** Files of certificate and key. */
  readonly certificate: { readonly file: string; readonly keyFile: string };
  readonly login?: { readonly user: string; readonly password: string };
  readonly port?: number;
  readonly more?: SMTPServerOptions;
}

/** A real mail server of a test's own, with STARTTLS and, where wanted, a login. */
export async function startMailServer({ certificate, login, port = 0, more }: MailServerOptions): Promise<MailServer> {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    cert: fs.readFileSync(certificate.file),
    key: fs.readFileSync(certificate.keyFile),
    ...(login ? {} : { disabledCommands: ['AUTH'] }),
    disableReverseLookup: true,
    closeTimeout: 100,
    onAuth: ({ username, password }, _session, done) => {
      if (username === login?.user && password === login?.password) done(null, { user: username });
      else done(new Error('Invalid username or password'));
    },
    onData: (stream, { envelope, secure, user }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        mails.push({ from, to, raw: Buffer.concat(chunks).toString('utf8'), secure, user });
        done(null, 'queued as 4711');
      });
    },
    ...more,
  });
  // A client that leaves in the middle is no failure of the test.
  server.on('error', () => {});
  const listening = await new Promise<AddressInfo>((resolve) => {
    const listener = server.listen(port, '127.0.0.1', () => resolve(listener.address() as AddressInfo));
  });
  return {
    port: listening.port,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** What a mail says in one of its parts, decoded. */
export function partOf({ raw }: Mail, type: 'text/plain' | 'text/html'): string {
  const part = raw.split(/\r\n--[^\r\n]+/).find((one) => one.includes(`Content-Type: ${type}`)) ?? '';
  const [head = '', ...rest] = part.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  return head.includes('base64') ? Buffer.from(body, 'base64').toString('utf8') : decodeQuoted(body);
}

/** Quoted-printable (RFC 2045). */
function decodeQuoted(text: string): string {
  const bytes = text
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
