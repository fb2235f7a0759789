import type { IncomingHttpHeaders } from 'node:http';
import { HoldfastError } from '#shared/errors.ts';

const loopbackNames = /^(?:127\.0\.0\.1|localhost)(?::\d{1,5})?$/;

/**
 * Why a request may not be answered, or undefined when it may. Host must name this computer, so that a foreign name
 * that was made to resolve to 127.0.0.1 (DNS rebinding) gets nothing; Origin, when there is one, must be the very
 * address the page came from, so that pages of other local servers get nothing either. Any port is taken in Host: it
 * differs when the host is reached through an SSH tunnel, and a page can't choose it.
 */
export function refuseAddress(headers: IncomingHttpHeaders): HoldfastError | undefined {
  const { host = '', origin } = headers;
  if (!loopbackNames.test(host)) return refusal('Host', host);
  if (origin !== undefined && origin !== `http://${host}`) return refusal('Origin', origin);
  return undefined;
}

const refusal = (header: string, value: string) =>
  new HoldfastError('origin-refused', { header, value: value.slice(0, 100) });
