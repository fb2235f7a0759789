import { join } from 'node:path';

/** Files of a home that more than one part looks for; apart from what opens them, so that looking loads nothing. */
export const cataloguePath = (home: string): string => join(home, 'catalogue.sqlite');

/** Where the owner of a home says how it is reached (owner.ts). */
export const endpointFile = (home: string): string => join(home, 'endpoint.json');
