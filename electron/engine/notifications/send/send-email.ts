import type { NotificationEvent, Target } from '#shared/domain/notification.ts';
import { codesOf, judgeNetwork } from './judge-network.ts';
import { renderEmail } from './render-email.ts';
import { notYet, quoteServer, refused, type Sent } from './sent.ts';

type EmailTarget = Extract<Target, { kind: 'email' }>;

interface Sending {
  readonly event: NotificationEvent;
  /** Empty: none. */
  readonly password: string;
  readonly ca: Buffer | undefined;
  readonly signal: AbortSignal;
}

const patienceMs = 15_000;

/**
 * Sends a mail. Certificates are always checked, and where STARTTLS is wanted nothing goes over a connection without it. The
 * message's id is that of the event: a mail that was accepted and not noted, and so is sent again, is told as the same.
 */
export async function sendEmail(target: EmailTarget, { event, password, ca, signal }: Sending): Promise<Sent> {
  const { host, port, security, user, from, to } = target;
  // Loaded when it is needed: a command that sends nothing starts without it.
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    ...{ host, port, secure: security === 'tls', requireTLS: security === 'starttls', ignoreTLS: security === 'none' },
    ...(user !== '' && { auth: { user, pass: password } }),
    tls: { rejectUnauthorized: true, ...(ca && { ca }) },
    ...{
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: patienceMs,
      dnsTimeout: patienceMs,
    },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  try {
    const { rejected, response } = await transport.sendMail({
      ...{ from: { name: 'Holdfast', address: from }, to: [...to], ...renderEmail(event), signal },
      messageId: `<${event.id}@${domainOf(from)}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    const left = rejected.length === 0 ? '' : `Not accepted for ${rejected.join(', ')}. `;
    return { ok: true, answer: `${left}${quoteServer(response, [password])}` };
  } catch (error) {
    return judge(error, target, password);
  } finally {
    transport.close();
  }
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** What nodemailer says of a failure, beside its codes. */
interface SmtpFailure {
  readonly message: string;
  readonly response?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

const failureOf = (error: unknown): SmtpFailure => (error instanceof Error ? error : { message: String(error) });

function judge(error: unknown, { host, port, user, security }: EmailTarget, password: string): Sent {
  const server = `${host}:${port}`;
  const { response = '', responseCode, command = '', message } = failureOf(error);
  const codes = codesOf(error);
  const said = quoteServer(response === '' ? message : response, [password]);
  if (responseCode !== undefined) {
    const temporary = responseCode < 500;
    if (command.startsWith('AUTH') && !temporary) {
      return refused(
        `${server} does not let “${user}” in (${said})`,
        'Check user and password; many providers want an app password.',
      );
    }
    if (command === 'STARTTLS') {
      return refused(`${server} can’t encrypt (${said})`, 'Choose TLS with its port (465), or another server.');
    }
    if (temporary)
      return notYet(`${server} can’t take it right now (${said})`, 'It may work later; what waits is sent by itself.');
    return refused(
      `${server} did not accept it (${said})`,
      'Check sender and recipients, and whether the server wants a login.',
    );
  }
  if (codes.includes('EAUTH')) {
    return refused(
      `a login at ${server} was not possible (${said})`,
      'Check user and password, and the kind of encryption.',
    );
  }
  if (codes.includes('EENVELOPE'))
    return refused(`${server} did not accept it (${said})`, 'Check sender and recipients.');
  if (security === 'starttls' && /STARTTLS/.test(said)) {
    return refused(`${server} offers no STARTTLS`, 'Choose TLS with its port (465), or another server.');
  }
  return judgeNetwork(codes, server) ?? notYet(`${server}: ${said}`, 'Look into the server’s log.');
}
