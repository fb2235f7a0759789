import { parsePort } from '../choices.ts';
import type { Context, Verb } from '../verb.ts';

export const serve: Verb = {
  name: 'serve',
  summary: 'Run Holdfast in the background of this computer: its pages in a browser, and its REST interface',
  examples: ['holdfast serve', 'holdfast serve --port 4711 --open'],
  define: (command, act) => {
    command
      .option('--port <N>', 'port on 127.0.0.1; any free one when left out')
      .option('--open', 'open it in a window or browser')
      .action((options: { port?: string; open?: true }) => act((context) => serveHome(context, options)));
  },
};

/** Serves until Ctrl-C or SIGTERM, which is its usual end. */
async function serveHome(context: Context, options: { port?: string; open?: true }): Promise<number> {
  const { home, interrupts, json, out } = context;
  const port = options.port === undefined ? undefined : parsePort(options.port);
  const { startHost } = await import('../../host/start-host.ts');
  const held = interrupts.hold();
  try {
    const host = await startHost({ home, port, open: options.open ?? false });
    if (json) await out.json({ type: 'serving', url: host.url, attached: host.attached });
    else await out.print(host.url);
    if (host.window?.opened === false) out.note(`No window was opened: ${host.window.reason}. Open the address above.`);
    if (host.attached) {
      out.note('Holdfast is running already for this home; this is its address.');
      return 0;
    }
    await aborted(interrupts.signal);
    await host.close();
  } finally {
    held.release();
  }
  return 0;
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
