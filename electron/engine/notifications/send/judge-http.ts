import type { HttpAnswer } from './http-post.ts';
import { notYet, quoteServer, refused, type Sent } from './sent.ts';

interface Asked {
  /** How people know the server: `https://ntfy.sh`. */
  readonly server: string;
  readonly secrets: readonly string[];
}

const tryLater = 'It may work later; what waits is sent by itself.';
const hourMs = 60 * 60 * 1000;

/** What an answer means. Pure, but for `now` in ms. */
export function judgeHttp(
  { status, text, retryAfter, leadsTo }: HttpAnswer,
  { server, secrets }: Asked,
  now: number,
): Sent {
  const said = quoteServer(text, secrets);
  const answer = said === '' ? String(status) : `${status}: ${said}`;
  if (status >= 200 && status < 300) return { ok: true, answer };
  if (status >= 300 && status < 400) {
    const to = leadsTo === null ? '' : ` to ${leadsTo}`;
    return refused(`${server} leads elsewhere${to} (${status})`, 'Give the address that it leads to.');
  }
  if (status === 401 || status === 403) {
    return refused(
      `${server} does not let Holdfast in (${answer})`,
      'Check the address, and the token if there is one.',
    );
  }
  if (status === 404 || status === 410) {
    return refused(
      `there is nothing at that address of ${server} (${answer})`,
      'Make a new address there, and give it.',
    );
  }
  if (status === 429) {
    return notYet(`${server} was asked too often (${answer})`, tryLater, waitOf(retryAfter, now));
  }
  if (status >= 500 || status === 408 || status === 425) {
    return notYet(`${server} has trouble of its own (${answer})`, tryLater, waitOf(retryAfter, now));
  }
  return refused(`${server} did not accept it (${answer})`, 'Check the address and what the server expects there.');
}

/** Of a Retry-After: seconds or a date (RFC 9110), an hour at most; null where it says nothing. */
export function waitOf(retryAfter: string | null, now: number): number | null {
  if (retryAfter === null) return null;
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), hourMs) : null;
}
