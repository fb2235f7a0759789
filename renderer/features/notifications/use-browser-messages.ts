import { useEffect } from 'react';
import { client } from '../../api/client.ts';
import { whileConnected } from '../../api/while-connected.ts';
import { router } from '../../app/router.tsx';
import { useBrowserPermission } from './browser-permission.ts';

/** Shows the engine's messages by the browser's own means, once it may. */
export function useBrowserMessages(): void {
  const permission = useBrowserPermission();
  useEffect(() => (permission === 'granted' ? whileConnected(showMessages) : undefined), [permission]);
}

async function showMessages(signal: AbortSignal): Promise<void> {
  for await (const { id, title, body, link } of await client.notifications.shown(undefined, { signal })) {
    // Of several pages of one browser that show the same message, it keeps one.
    const shown = new Notification(title, { body, tag: id });
    shown.addEventListener('click', () => {
      window.focus();
      router.history.push(link);
      shown.close();
    });
  }
}
