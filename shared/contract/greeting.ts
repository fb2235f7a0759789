import { type ErrorCode, type ErrorDetails, isErrorCode } from '../errors.ts';

/**
 * The first message on a WebSocket, each way. The client shows its token and says which contract it speaks; only
 * after a welcome do calls follow.
 */
export interface Greeting {
  readonly token: string;
  readonly contract: number;
  /** What the client is: for the audit trail, which trusts it since it has the token. */
  readonly client: 'window' | 'command';
}

export type Welcome =
  | { readonly welcome: true }
  | { readonly welcome: false; readonly code: ErrorCode; readonly details: ErrorDetails };

/** Path of the WebSocket on the loopback host. */
export const socketPath = '/api/socket';

export function readGreeting(message: string): Greeting | undefined {
  const value = parse(message);
  if (typeof value?.token !== 'string' || typeof value.contract !== 'number') return undefined;
  return { token: value.token, contract: value.contract, client: value.client === 'command' ? 'command' : 'window' };
}

export function readWelcome(message: unknown): Welcome | undefined {
  const value = typeof message === 'string' ? parse(message) : undefined;
  if (value?.welcome === true) return { welcome: true };
  if (value?.welcome !== false || !isErrorCode(value.code)) return undefined;
  return { welcome: false, code: value.code, details: readDetails(value.details) };
}

function parse(message: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(message);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function readDetails(value: unknown): ErrorDetails {
  const details: Record<string, string | number> = {};
  for (const [key, item] of Object.entries(isRecord(value) ? value : {})) {
    if (typeof item === 'string' || typeof item === 'number') details[key] = item;
  }
  return details;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
