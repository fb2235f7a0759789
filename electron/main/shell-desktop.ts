import { shell } from 'electron';
import { HoldfastError } from '#shared/errors.ts';
import type { Desktop } from '../engine/ports.ts';

/** The desktop that the window is on. */
export const shellDesktop: Desktop = {
  require: () => {},
  open: async (file) => {
    const reason = await shell.openPath(file);
    if (reason !== '') throw new HoldfastError('not-opened', { path: file, reason });
  },
};
