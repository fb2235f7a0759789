import { afterEach, expect, test, vi } from 'vitest';
import { portAnswer, portRequest } from '#shared/contract/port-request.ts';

afterEach(() => {
  vi.doUnmock('electron');
  vi.unstubAllGlobals();
});

/** A page's window, as far as a preload script has to do with it. */
class PageDouble extends EventTarget {
  readonly location = { origin: 'holdfast://app' };
  readonly posted: { readonly data: unknown; readonly origin: string; readonly ports: readonly unknown[] }[] = [];

  postMessage(data: unknown, origin: string, ports: readonly unknown[]): void {
    this.posted.push({ data, origin, ports });
  }

  hear(data: unknown, source: unknown = this): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data, source }));
  }
}

test('the page asks for a port, the preload brokers a channel for each request, and exposes nothing', async () => {
  const sent: { readonly channel: string; readonly ports: readonly MessagePort[] }[] = [];
  const postMessage = (channel: string, _message: unknown, ports: readonly MessagePort[]) =>
    sent.push({ channel, ports });
  vi.doMock('electron', () => ({ ipcRenderer: { postMessage } }));
  const page = new PageDouble();
  vi.stubGlobal('window', page);
  const before = Object.keys(page);
  await import('../../../electron/preload/preload.ts');
  expect(Object.keys(page)).toEqual(before);

  page.hear(portRequest, {});
  page.hear('something else');
  expect([sent, page.posted]).toEqual([[], []]);

  page.hear(portRequest);
  page.hear(portRequest);
  expect(sent.map(({ channel, ports }) => [channel, ports.length])).toEqual([
    [portRequest, 1],
    [portRequest, 1],
  ]);
  expect(page.posted.map(({ data, origin, ports }) => [data, origin, ports.length])).toEqual([
    [portAnswer, 'holdfast://app', 1],
    [portAnswer, 'holdfast://app', 1],
  ]);
  for (const { ports } of sent) for (const port of ports) port.close();
});
