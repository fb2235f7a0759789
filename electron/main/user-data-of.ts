import { join } from 'node:path';

/** Where Electron keeps what is its own: in the home, so that each home has a window, and a window's lock, of its own. */
export const userDataOf = (home: string): string => join(home, 'electron');
