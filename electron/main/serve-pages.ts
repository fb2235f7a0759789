import { protocol } from 'electron';
import { windowScheme } from '#shared/contract/port-request.ts';
import { servePage } from '../host/pages.ts';

/** Must run before Electron is ready: makes `holdfast://app` an origin with the rights of a web page, no more. */
export function registerPages(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: windowScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built renderer at `holdfast://app/`, by the function that serves it in a browser too. */
export function servePages(folder: string): void {
  protocol.handle(windowScheme, async ({ url, method }) => {
    const { host, pathname } = new URL(url);
    if (host !== 'app' || method !== 'GET') return new Response('Not found', { status: 404 });
    const { status, headers, body } = await servePage({ folder, path: pathname });
    return new Response(body, { status, headers });
  });
}
