import type { StartedHost } from '../../host/start-host.ts';
import { parsePort } from '../choices.ts';
import type { Context, Verb } from '../verb.ts';

interface ServeOptions {
  readonly port?: string;
  readonly open?: true;
  /** False with `--no-address`. */
  readonly address: boolean;
}

export const serve: Verb = {
  name: 'serve',
  summary: 'Run Holdfast in the background of this computer: its pages in a browser, and its REST interface',
  examples: ['holdfast serve', 'holdfast serve --port 4711 --open'],
  define: (command, act) => {
    command
      .option('--port <N>', 'port on 127.0.0.1; any free one when left out')
      .option('--open', 'open it in a window or browser')
      .option('--no-address', 'print no address (it holds a token): for services, whose output is kept')
      .addHelpText('after', `\n${beside}`)
      .action((options: ServeOptions) => act((context) => serveHome(context, options)));
  },
};

const beside = [
  'There is one engine for each home. Beside a window or another host this one waits, prints their address and takes',
  'over when they end; with --open it only opens a window of theirs.',
].join('\n');

/** Serves until Ctrl-C or SIGTERM, which is its usual end. */
async function serveHome(context: Context, options: ServeOptions): Promise<number> {
  const { home, interrupts } = context;
  const { signal } = interrupts;
  const port = options.port === undefined ? undefined : parsePort(options.port);
  const { startHost } = await import('../../host/start-host.ts');
  const held = interrupts.hold();
  try {
    while (!signal.aborted) {
      const host = await startHost({ home, port, open: options.open ?? false });
      await tell(context, host, options);
      if (host.attached && options.open) return 0;
      await (host.attached ? host.untilOwnerGone(signal) : aborted(signal));
      await host.close();
    }
  } finally {
    held.release();
  }
  return 0;
}

async function tell({ json, out }: Context, host: StartedHost, { open, address }: ServeOptions): Promise<void> {
  const { url, attached } = host;
  if (json) await out.json({ type: 'serving', ...(address && { url }), attached });
  else if (address) await out.print(url);
  const window = await host.window;
  if (window?.opened === false) out.note(`No window was opened: ${window.reason}. Open the address above.`);
  if (!attached) return;
  const next = open
    ? 'This is its address.'
    : 'This one waits, and takes over when that ends; Ctrl-C ends the waiting.';
  out.note(`Holdfast is running already for this home. ${next}`);
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
