import { useSyncExternalStore } from 'react';

type Permission = 'granted' | 'denied' | 'default';

const listeners = new Set<() => void>();

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

const read = (): Permission => (typeof Notification === 'undefined' ? 'denied' : Notification.permission);

/** Whether this browser may show messages. */
export const useBrowserPermission = (): Permission => useSyncExternalStore(subscribe, read);

/** Has the browser ask; only a click may lead here. */
export async function askPermission(): Promise<void> {
  await Notification.requestPermission();
  for (const listener of listeners) listener();
}
