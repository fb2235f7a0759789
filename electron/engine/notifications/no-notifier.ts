import { HoldfastError } from '#shared/errors.ts';
import type { Notifier } from '../ports.ts';

/** Of a service or a command: whoever has the window open in a browser shows messages for it. */
export const noNotifier: Notifier = {
  available: () => false,
  show: async () => {
    throw new HoldfastError('no-desktop');
  },
};
