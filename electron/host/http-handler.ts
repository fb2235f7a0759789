import type { IncomingMessage, ServerResponse } from 'node:http';
import { HoldfastError } from '#shared/errors.ts';
import { describeOpenApi } from '../engine/api/openapi.ts';
import { createRestServer, restPrefix } from '../engine/api/rest.ts';
import type { HoldfastRouter } from '../engine/api/router.ts';
import type { Logger } from '../engine/ports.ts';
import { refuseAddress } from './address-guard.ts';
import { answerError, answerJson } from './answer.ts';
import { servePage } from './pages.ts';
import { denyToken, readBearer, type TokenVerdict } from './token-guard.ts';

interface HttpOptions {
  readonly router: HoldfastRouter;
  readonly rendererFolder: string;
  readonly judgeToken: (candidate: string | undefined) => TokenVerdict;
  readonly logger: Logger;
}

/** Answers every HTTP request: pages and assets to anyone on this computer, all below /api to whoever has the token. */
export function createHttpHandler({ router, rendererFolder, judgeToken, logger }: HttpOptions) {
  const serveRest = createRestServer(router);
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refusal = refuseAddress(request.headers);
    if (refusal !== undefined) return answerError(response, refusal);
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (!isApi(path)) return answerPage(request, response, { path, rendererFolder });
    const denial = denyToken(judgeToken(readBearer(request.headers.authorization)));
    if (denial !== undefined) return answerError(response, denial);
    if (path === `${restPrefix}/openapi.json`) return answerJson(response, 200, await describeOpenApi());
    response.setHeader('cache-control', 'no-store');
    response.setHeader('x-content-type-options', 'nosniff');
    if (await serveRest(request, response)) return;
    answerError(response, new HoldfastError('path-not-found', { path, where: `the interface (${restPrefix})` }));
  };
  return (request: IncomingMessage, response: ServerResponse): void => {
    handle(request, response).catch((error: unknown) => {
      logger.error('A request could not be answered', error);
      if (response.headersSent) response.destroy();
      else answerError(response, new HoldfastError('internal', { reason: 'the request could not be answered' }));
    });
  };
}

const isApi = (path: string): boolean => path === '/api' || path.startsWith('/api/');

async function answerPage(
  request: IncomingMessage,
  response: ServerResponse,
  { path, rendererFolder }: { readonly path: string; readonly rendererFolder: string },
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const socketOrigin = `ws://${request.headers.host}`;
  const page = await servePage({ folder: rendererFolder, path, socketOrigin });
  response.writeHead(page.status, { ...page.headers, 'content-length': page.body.length });
  response.end(request.method === 'HEAD' ? undefined : page.body);
}
