import type { ClientContext, ClientLink } from '@orpc/client';
import { createORPCClient, ORPCError } from '@orpc/client';
import { HoldfastError } from '../errors.ts';
import type { HoldfastClient } from './index.ts';

export type HoldfastLink = ClientLink<ClientContext>;

/** One connection of a client to an engine. */
export interface Transport {
  readonly link: HoldfastLink;
  /** Resolves when the connection has ended, whoever ended it. */
  readonly closed: Promise<void>;
  close(): void;
}

export const clientOf = (link: HoldfastLink): HoldfastClient => createORPCClient(link);

/**
 * The link with its loss made plain: calls and streams that end because the connection did (oRPC rejects them as if
 * they had been aborted) fail with `connection-lost`.
 */
export function withLoss(link: HoldfastLink, isClosed: () => boolean): HoldfastLink {
  return {
    call: async (path, input, options) => {
      const explain = (error: unknown): unknown => {
        const ownDoing = error instanceof ORPCError || options.signal?.aborted === true;
        return ownDoing || !isClosed() ? error : new HoldfastError('connection-lost', {}, error);
      };
      try {
        if (isClosed()) throw new HoldfastError('connection-lost');
        const output = await link.call(path, input, options);
        return isStream(output) ? explainStream(output, explain) : output;
      } catch (error) {
        throw explain(error);
      }
    },
  };
}

function explainStream(
  source: AsyncIterator<unknown>,
  explain: (error: unknown) => unknown,
): AsyncIterator<unknown> & AsyncIterable<unknown> {
  const rethrow = (error: unknown): never => {
    throw explain(error);
  };
  return {
    next: () => source.next().catch(rethrow),
    return: async (value) => (await source.return?.(value)?.catch(rethrow)) ?? { done: true, value },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const isStream = (value: unknown): value is AsyncIterator<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'next' in value;
