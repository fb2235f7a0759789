import type { ServiceChange } from '#shared/domain/startup.ts';
import { findOwner } from '../../engine/owner.ts';
import { parsePort } from '../choices.ts';
import { exitDone, exitWarnings } from '../exit-codes.ts';
import { describeService, serviceNotes, stepLines } from '../output/describe-startup.ts';
import type { Context, Verb } from '../verb.ts';

export const serviceInstall: Verb = {
  name: 'service install',
  summary: 'Have systemd or launchd run Holdfast for you, from login on or from when the machine starts',
  examples: ['holdfast service install', 'holdfast service install --port 4711'],
  define: (command, act) => {
    command
      .option('--port <N>', 'always the same port on 127.0.0.1, for an SSH tunnel; any free one when left out')
      .option('--anyway', 'also from a folder that will not be there after a restart')
      .action(({ port, anyway }: { port?: string; anyway?: true }) =>
        act((context) => install(context, { port: port === undefined ? undefined : parsePort(port), anyway })),
      );
  },
};

export const serviceUninstall: Verb = {
  name: 'service uninstall',
  summary: 'Stop the service and take it away; a run that this cuts off is continued by the next one',
  examples: ['holdfast service uninstall'],
  define: (command, act) => {
    command.action(() => act(uninstall));
  },
};

export const serviceStatus: Verb = {
  name: 'service status',
  summary: 'Show whether Holdfast runs as a service, and where it can be opened',
  examples: ['holdfast service status', 'holdfast service status --json'],
  define: (command, act) => {
    command.action(() => act(showStatus));
  },
};

async function install(context: Context, options: { port?: number; anyway?: true }): Promise<number> {
  const { ownStartup } = await import('../startup.ts');
  const change = await ownStartup(context.home).installService(options);
  await tell(context, change);
  return change.steps.includes('not-started') || change.startup.service.failure !== null ? exitWarnings : exitDone;
}

async function uninstall(context: Context): Promise<number> {
  const { ownStartup } = await import('../startup.ts');
  await tell(context, await ownStartup(context.home).removeService(undefined));
  return exitDone;
}

async function tell({ json, out }: Context, { steps, startup: { service } }: ServiceChange): Promise<void> {
  if (json) return out.json({ steps, service });
  await out.print(...stepLines(steps, service));
  for (const note of service.installed ? serviceNotes(service) : []) out.note(note);
}

/** Whatever it finds is its answer: 0. */
async function showStatus({ home, json, out }: Context): Promise<number> {
  const { ownStartup } = await import('../startup.ts');
  const { service } = await ownStartup(home).get(undefined);
  const url = await addressOf(home);
  if (json) {
    await out.json({ ...service, url: url ?? null });
    return exitDone;
  }
  await out.print(...describeService(service, url));
  for (const note of serviceNotes(service)) out.note(note);
  return exitDone;
}

/** Where the home's owner can be opened, be it the service or another; undefined when there is none. */
async function addressOf(home: string): Promise<string | undefined> {
  const owner = findOwner(home);
  if (owner.state !== 'reachable') return undefined;
  const { hostUrl } = await import('../../host/create-host.ts');
  return hostUrl(owner.endpoint);
}
