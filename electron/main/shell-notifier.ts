import { Notification } from 'electron';
import type { Notifier } from '../engine/ports.ts';

/** The desktop's own notifications; a click on one calls `open` with the page that tells more. */
export function createShellNotifier(open: (page: string) => void): Notifier {
  // Electron forgets to tell of clicks on one that nobody holds any more.
  const shown = new Set<Notification>();
  return {
    available: () => Notification.isSupported(),
    show: async ({ title, body, link }) => {
      const notification = new Notification({ title, body });
      shown.add(notification);
      const forget = () => shown.delete(notification);
      notification.on('click', () => {
        forget();
        open(link);
      });
      notification.on('close', forget);
      notification.show();
    },
  };
}
