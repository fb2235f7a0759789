import { type ErrorCode, HoldfastError } from '#shared/errors.ts';

/** What was being worked with when something failed, in the words that its error needs. */
export interface Where {
  readonly server: string;
  readonly user: string;
  readonly database: string;
}

/**
 * What a server, or the way to it, answered, as an error of the closed list: by SQLSTATE, or by the code of the system's
 * call. What is one already stays as it is.
 */
export function judgeFailure(error: unknown, where: Where): HoldfastError {
  if (error instanceof HoldfastError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const kind = rowSecurity(message) ?? bySqlState[code] ?? bySqlState[code.slice(0, 2)] ?? bySystem(code);
  return toError(kind ?? byText(message) ?? 'database-failed', { where, code, message, cause: error });
}

/** The same from what one of PostgreSQL's programs wrote to standard error. */
export function judgeStderr(stderr: string, where: Where): HoldfastError {
  const message = essenceOf(stderr);
  return toError(byText(stderr) ?? 'database-failed', { where, code: '', message, cause: new Error(stderr) });
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: a code, or the two letters of its class. */
const bySqlState: Readonly<Record<string, ErrorCode>> = {
  '08': 'database-lost',
  '28': 'database-refused',
  '3D000': 'database-not-found',
  '42501': 'database-rights',
  '53300': 'database-unreachable',
  '55P03': 'database-locked',
  '57014': 'database-timeout',
  '57P01': 'database-lost',
  '57P02': 'database-lost',
  '57P03': 'database-unreachable',
  '57P04': 'database-lost',
  '57P05': 'database-lost',
};

/** It shares its code with missing rights. */
const rowSecurity = (message: string): ErrorCode | undefined =>
  /row-level security/.test(message) ? 'row-security' : undefined;

/** What the programs say, in the C locale, and connections that broke. */
const texts: readonly (readonly [RegExp, ErrorCode])[] = [
  [/row-level security/, 'row-security'],
  [
    /password authentication failed|no pg_hba\.conf entry|authentication failed for user|role ".*" does not exist/i,
    'database-refused',
  ],
  [/no password supplied|fe_sendauth/, 'password-needed'],
  [/database ".*" does not exist/, 'database-not-found'],
  [/permission denied|must be (owner|superuser|member)/, 'database-rights'],
  [/lock timeout|could not obtain lock/, 'database-locked'],
  [/statement timeout|idle-in-transaction timeout/, 'database-timeout'],
  [
    /does not support SSL|SSL error|certificate verify failed|root certificate file|server certificate for/i,
    'database-tls',
  ],
  [
    /starting up|shutting down|too many clients|remaining connection slots|timeout expired|Connection refused|could not translate host name|No such file or directory\s+Is the server running/i,
    'database-unreachable',
  ],
  [
    /terminating connection|closed the connection unexpectedly|Connection terminated|is not queryable|connection to server was lost|could not (send|receive) data/,
    'database-lost',
  ],
];

const byText = (message: string): ErrorCode | undefined => texts.find(([pattern]) => pattern.test(message))?.[1];

function bySystem(code: string): ErrorCode | undefined {
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'database-lost';
  if (/^(CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERR_TLS|ERR_SSL|ERR_OSSL)/.test(code)) return 'database-tls';
  return /^E[A-Z]+$/.test(code) ? 'database-unreachable' : undefined;
}

interface Failed {
  readonly where: Where;
  readonly code: string;
  readonly message: string;
  readonly cause: unknown;
}

function toError(kind: ErrorCode, { where, code, message, cause }: Failed): HoldfastError {
  return new HoldfastError(kind, { ...where, reason: reasonOf(kind, { code, message }) }, cause);
}

/** The second half of an error's sentence: why, and what to do next where the error's kind alone does not tell. */
function reasonOf(kind: ErrorCode, { code, message }: Pick<Failed, 'code' | 'message'>): string | undefined {
  switch (kind) {
    case 'password-needed':
      return undefined;
    case 'database-unreachable':
      return unreachable(code, message);
    case 'database-refused':
      return refused(code, message);
    case 'database-tls':
      return `${plain(message)}. ${tlsHint(message)}`;
    default:
      return plain(message);
  }
}

function unreachable(code: string, message: string): string {
  if (code === 'ECONNREFUSED' || code === 'ENOENT' || /refused|No such file/.test(message))
    return 'nobody answers there. Start the server, or correct host and port.';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || /translate host name/.test(message))
    return 'no machine of that name is found. Check the name and the network.';
  if (code === 'ETIMEDOUT' || /timeout expired/.test(message))
    return 'no answer came. Check the network, and that a firewall lets this machine through.';
  if (code === 'EACCES' || code === 'EPERM')
    return 'its socket is closed to this user. Use TCP, or run as a user who may.';
  if (/too many clients|connection slots/.test(message))
    return `${plain(message)}. Try again later, or raise max_connections.`;
  if (/starting up|shutting down/.test(message)) return `${plain(message)}. Try again in a moment.`;
  return `${plain(message) || code}. Check that the server runs and that it can be reached from here.`;
}

function refused(code: string, message: string): string {
  if (code === '28P01' || /password authentication failed/.test(message))
    return 'the password is wrong, or the role does not exist. Give the right one (“--ask-password”, “--database-password-file”).';
  if (/no pg_hba\.conf entry/.test(message))
    return `${plain(message)}. Have the server’s administrator add one, or connect another way (TLS mode, socket).`;
  if (/peer authentication failed/i.test(message))
    return 'through the socket it asks for a system user of that name. Use that user’s account, or TCP with a password.';
  return `${plain(message)}. Check the role’s name and what it may do.`;
}

function tlsHint(message: string): string {
  if (/does not support SSL/.test(message))
    return 'Switch TLS on at the server, or choose the TLS mode “disable” where the network is safe.';
  return 'Give the authority’s certificate (sslrootcert), use the name that the certificate was made for, or choose another TLS mode.';
}

const plain = (message: string): string => message.trim().replace(/\.$/, '');

/** The lines that tell of the failure, without the program's name and the server's severity; the first few. */
function essenceOf(stderr: string): string {
  const lines = stderr
    .split('\n')
    .map((line) =>
      line
        .replace(/^pg_\w+: (error: |detail: |hint: )?/, '')
        .replace(/\b(ERROR|FATAL|PANIC): {2}/g, '')
        .trim(),
    )
    .filter((line) => line !== '');
  return lines.slice(0, 3).join(' ').slice(0, 500) || 'it said nothing';
}
