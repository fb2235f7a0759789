import type { Startup } from '#shared/domain/startup.ts';
import { describeLogin } from '../output/describe-startup.ts';
import type { Context, Verb } from '../verb.ts';

export const loginOn: Verb = {
  name: 'login on',
  summary: 'Start Holdfast hidden when you log in to your desktop',
  examples: ['holdfast login on'],
  define: (command, act) => {
    command.action(() => act((context) => setLogin(context, true)));
  },
};

export const loginOff: Verb = {
  name: 'login off',
  summary: 'Do not start it then any more',
  examples: ['holdfast login off'],
  define: (command, act) => {
    command.action(() => act((context) => setLogin(context, false)));
  },
};

export const loginStatus: Verb = {
  name: 'login status',
  summary: 'Show whether logging in starts Holdfast, as your desktop has it now',
  examples: ['holdfast login status'],
  define: (command, act) => {
    command.action(() => act(async (context) => tell(context, await (await startupOf(context)).get(undefined))));
  },
};

const setLogin = async (context: Context, on: boolean): Promise<number> =>
  tell(context, await (await startupOf(context)).setLogin({ on }));

async function startupOf(context: Context) {
  const startup = await import('../startup.ts');
  return startup.startupOf(context);
}

async function tell({ json, out }: Context, { login }: Startup): Promise<number> {
  if (json) await out.json(login);
  else await out.print(...describeLogin(login));
  return 0;
}
