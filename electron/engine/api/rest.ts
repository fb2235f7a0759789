import type { IncomingMessage, ServerResponse } from 'node:http';
import { ORPCError } from '@orpc/client';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { BodyLimitPlugin } from '@orpc/server/node';
import { toTransportError } from '#shared/contract/typed-error.ts';
import { HoldfastError } from '#shared/errors.ts';
import type { HoldfastRouter } from './router.ts';

export const restPrefix = '/api/v1';
const maximumBodyBytes = 16 * 1024 * 1024;

/**
 * The contract as REST below `restPrefix`: JSON in and out, event streams as server-sent events. Resolves to false
 * when no route fits; then nothing was answered.
 */
export function createRestServer(router: HoldfastRouter) {
  const handler = new OpenAPIHandler(router, {
    plugins: [new BodyLimitPlugin({ maxBodySize: maximumBodyBytes })],
    interceptors: [({ next }) => next().catch(throwReadable)],
  });
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> =>
    (await handler.handle(request, response, { prefix: restPrefix, context: { way: 'host' } })).matched;
}

/** Procedures fail with typed errors only; anything else arose while the request was being read. */
function throwReadable(error: unknown): never {
  if (error instanceof ORPCError && error.code !== 'PAYLOAD_TOO_LARGE') throw error;
  const reason = 'The request could not be read: it is malformed or larger than 16 MB.';
  throw toTransportError(new HoldfastError('invalid-input', { reason }, error));
}
