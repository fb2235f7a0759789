import { createHash, timingSafeEqual } from 'node:crypto';
import { HoldfastError } from '#shared/errors.ts';
import type { Clock } from '../engine/ports.ts';

export type TokenVerdict = 'right' | 'missing' | 'wrong' | 'too-many';

const windowMs = 60_000;
const failuresAllowed = 20;

/**
 * Compares tokens in constant time, and counts the wrong ones: after 20 within a minute further wrong ones are told
 * so. The right token passes always: it has 256 bits, guessing needs no lock-out, and nobody may lock the owner out.
 */
export function createTokenGuard(token: string, clock: Clock): (candidate: string | undefined) => TokenVerdict {
  const expected = digest(token);
  let failures: number[] = [];
  return (candidate) => {
    if (candidate === undefined || candidate === '') return 'missing';
    if (timingSafeEqual(digest(candidate), expected)) return 'right';
    const now = clock.now();
    failures = failures.filter((at) => now - at < windowMs);
    if (failures.length >= failuresAllowed) return 'too-many';
    failures.push(now);
    return 'wrong';
  };
}

/** Digests have one length, which timingSafeEqual asks for. */
const digest = (text: string) => createHash('sha256').update(text).digest();

/** What a verdict is answered with; undefined when the token is right. */
export function denyToken(verdict: TokenVerdict): HoldfastError | undefined {
  switch (verdict) {
    case 'right':
      return undefined;
    case 'missing':
    case 'wrong':
      return new HoldfastError('unauthorized');
    case 'too-many':
      return new HoldfastError('too-many-attempts');
  }
}

/** The token of an `Authorization: Bearer …` header. */
export function readBearer(authorization: string | undefined): string | undefined {
  return /^Bearer +([^\s]+)$/i.exec(authorization ?? '')?.[1];
}
