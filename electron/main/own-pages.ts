import { windowScheme } from '#shared/contract/port-request.ts';

/** The address of the window's own pages, which have an engine in this process. */
export const ownPages = `${windowScheme}://app/`;
