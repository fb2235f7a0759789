import { ipcRenderer } from 'electron';
import { portAnswer, portRequest } from '#shared/contract/port-request.ts';

/**
 * Exposes nothing to the page. When the page asks for a port, makes a channel, sends one end to the main process and
 * posts the other back. The page asks, since a port that is pushed at load is lost when nobody listens yet.
 */
window.addEventListener('message', (event) => {
  if (event.source !== window || event.data !== portRequest) return;
  const { port1, port2 } = new MessageChannel();
  ipcRenderer.postMessage(portRequest, null, [port1]);
  window.postMessage(portAnswer, window.location.origin, [port2]);
});
