import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import { http } from '../../tools/node-http.ts';

export interface HttpRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Of the authority that the certificate is checked with; undefined: those that the system trusts. */
  readonly ca: Buffer | undefined;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  /** The first 4 KB. */
  readonly text: string;
  readonly retryAfter: string | null;
  /** Where a redirect leads to, without path: the rest may be secret. */
  readonly leadsTo: string | null;
}

const mostBytes = 4096;

/**
 * Posts, and reads no more of the answer than is needed. Redirects are not followed: what is sent is meant for that server
 * alone. Certificates are always checked. Rejects with Node's errors.
 */
export function httpPost({ url, headers, body, ca, signal }: HttpRequest): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const bytes = Buffer.from(body);
    const { request } = new URL(url).protocol === 'https:' ? https : http;
    const options = {
      method: 'POST',
      headers: { 'user-agent': 'Holdfast', ...headers, 'content-length': bytes.length },
      agent: false,
      signal,
      ...(ca && { ca }),
    };
    const sent = request(url, options, (response) => {
      readStart(response).then((text) => {
        const { location, 'retry-after': retryAfter = null } = response.headers;
        resolve({ status: response.statusCode ?? 0, text, retryAfter, leadsTo: originOf(location, url) });
        response.destroy();
      }, reject);
    });
    sent.on('error', reject);
    sent.end(bytes);
  });
}

function readStart(response: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = () => resolve(Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8'));
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= mostBytes) end();
    });
    response.on('end', end);
    response.on('error', reject);
  });
}

const originOf = (location: string | undefined, from: string): string | null =>
  location !== undefined && URL.canParse(location, from) ? new URL(location, from).origin : null;
