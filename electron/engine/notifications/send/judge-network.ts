import { type NotSent, notYet } from './sent.ts';

/**
 * Why a server could not be talked to, by the code of the failure (Node's own and OpenSSL's); undefined where it was something
 * else. All of these may pass by themselves. `server` is how people know it.
 */
export function judgeNetwork(codes: readonly string[], server: string): NotSent | undefined {
  const is = (...known: readonly string[]) => codes.some((code) => known.includes(code));
  if (is('ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EDNS')) {
    return notYet(`the name of ${server} could not be looked up`, 'Check the name, and that this computer is online.');
  }
  if (is('ECONNREFUSED')) {
    return notYet(`nothing answers at ${server}`, 'Check name and port, and that the server runs.');
  }
  if (is('ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN')) {
    return notYet(`${server} can’t be reached from here`, 'Check that this computer is online.');
  }
  if (is('ETIMEDOUT', 'ESOCKETTIMEDOUT', 'ABORT_ERR', 'EABORT', 'TimeoutError')) {
    return notYet(`${server} did not answer in time`, 'Check name and port; a firewall may be in between.');
  }
  if (codes.some((code) => certificate.test(code))) {
    return notYet(
      `the certificate of ${server} is not to be trusted (${codes.find((code) => certificate.test(code))})`,
      'Give the certificate of its authority (CA file) if it is a server of your own; else do not go on.',
    );
  }
  if (is('EPROTO', 'ETLS', 'ERR_SSL_WRONG_VERSION_NUMBER')) {
    return notYet(`no safe connection to ${server} came about`, 'Check the port and the kind of encryption.');
  }
  if (is('ECONNRESET', 'EPIPE', 'ECONNECTION', 'ESOCKET')) {
    return notYet(`${server} broke the connection off`, 'Check port and kind of encryption, or look into its log.');
  }
  return undefined;
}

const certificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;

/** All codes that a failure, or what it was caused by, tells of itself. */
export function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const { code, originalCode, errors } = at as Error & { code?: unknown; originalCode?: unknown; errors?: unknown };
    for (const one of [originalCode, code, at.name]) if (typeof one === 'string') codes.push(one);
    // Several addresses of one name were tried.
    if (Array.isArray(errors)) codes.push(...errors.flatMap(codesOf));
  }
  return codes;
}
