import type http from 'node:http';
import https from 'node:https';
import { type Release, releaseSchema } from '#shared/domain/new-version.ts';
import { codesOf, judgeNetwork } from '../notifications/send/judge-network.ts';

/** What a feed told, or why it told nothing, in a sentence. */
export type Answer = { readonly release: Release } | { readonly problem: string };

const limitMs = 15_000;
const mostBytes = 64 * 1024;

/**
 * Asks a feed once. Nothing is sent that tells of this computer, its user or the version that runs: the server sees an address
 * of the network, as any does. Redirects are not followed: who is asked is what was set.
 */
export async function askFeed(feed: string, signal: AbortSignal): Promise<Answer> {
  const server = new URL(feed).host;
  try {
    const { status, text } = await get(feed, AbortSignal.any([signal, AbortSignal.timeout(limitMs)]));
    if (status >= 300 && status < 400)
      return { problem: `${server} leads elsewhere (${status}). Set the address that it leads to.` };
    if (status !== 200) return { problem: `${server} answered ${status}. Check the address.` };
    return { release: releaseSchema.parse(JSON.parse(text)) };
  } catch (error) {
    const known = judgeNetwork(codesOf(error), server);
    return { problem: known ? `${capital(known.reason)}. ${known.next}` : `${server} did not answer as a feed does.` };
  }
}

function get(url: string, signal: AbortSignal): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'user-agent': 'Holdfast', accept: 'application/json' };
    const request = https.get(url, { headers, agent: false, signal }, (response) => {
      readAll(response).then((text) => resolve({ status: response.statusCode ?? 0, text }), reject);
    });
    request.on('error', reject);
  });
}

/** Rejects when there is more than any feed has to say. */
async function readAll(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > mostBytes) {
      response.destroy();
      throw new RangeError('more than 64 KB');
    }
  }
  return Buffer.concat(chunks).toString('utf8');
}

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);
