import path from 'node:path';
import type { LoginStart, ServiceStatus, ServiceStep, Startup } from '#shared/domain/startup.ts';
import { HoldfastError } from '#shared/errors.ts';
import { findOwner } from '../owner.ts';
import type { LoginItem } from '../ports.ts';
import { canReadSecrets } from '../secrets/read-status.ts';
import type { Service } from '../services.ts';
import type { ChangeHub } from '../system/change-hub.ts';
import { type HoldfastProgram, holdfastProgram, isThere, temporaryPlaceOf } from './holdfast-program.ts';
import { homeWords, nameOfHome } from './name-of-home.ts';
import { putFile, readText } from './put-file.ts';
import type { ServiceManager } from './service-manager.ts';

interface Dependencies {
  readonly home: string;
  readonly loginItem: LoginItem;
  readonly changes: Pick<ChangeHub, 'emit'>;
  /** Undefined where nothing known runs services. */
  readonly manager: () => Promise<ServiceManager | undefined>;
  readonly program?: HoldfastProgram;
}

export interface StartupService extends Service<'startup'> {
  /** `anyway`: also from a folder that will not stay. Without a `port` the service takes any free one. */
  installService(options: {
    readonly port?: number;
    readonly anyway?: boolean;
  }): ReturnType<Service<'startup'>['installService']>;
}

/**
 * What starts Holdfast by itself: login, or a service of the user. Nothing of it is remembered here: the system's own
 * files and managers are asked each time. Both would start the same host, so there is one or the other; a window at
 * login goes well with a service, whose guest it is.
 */
export function createStartupService(dependencies: Dependencies): StartupService {
  const { home, loginItem, changes, manager: findManager, program = holdfastProgram() } = dependencies;
  const answer = path.join(home, 'startup.json');
  const get = async (): Promise<Startup> => {
    const manager = await findManager();
    const service = await describeService(home, manager, program);
    return { login: await describeLogin(loginItem, service), service, asked: readText(answer) !== undefined };
  };
  const changed = async (): Promise<Startup> => {
    changes.emit(['settings']);
    return get();
  };
  const noteAnswer = () => putFile(answer, `${JSON.stringify({ loginOffered: true })}\n`);
  return {
    get,
    setLogin: async ({ on }) => {
      const { login } = await get();
      if (on && login.lack !== null) throw new HoldfastError('login-not-switched', { lack: login.lack });
      await loginItem.set(on);
      noteAnswer();
      return changed();
    },
    declineLogin: async () => {
      noteAnswer();
      return changed();
    },
    installService: async ({ port, anyway = false }) => {
      const manager = await findManager();
      if (manager === undefined) throw new HoldfastError('no-service-manager');
      const temporary = temporaryPlaceOf(program.command);
      if (temporary !== undefined && !anyway) throw new HoldfastError('program-temporary', { path: temporary });
      const { problem } = await canReadSecrets(home);
      if (problem !== null) throw problem;
      const steps = await manager.install([...program.command, ...homeWords(home), 'serve', ...serveOptions(port)]);
      return { steps: [...steps, ...(await endLogin(loginItem))], startup: await changed() };
    },
    removeService: async () => {
      const manager = await findManager();
      const isOwn = (await manager?.read())?.pid === process.pid;
      const steps = await manager?.remove({ stop: !isOwn });
      return { steps: [...(steps ?? ['not-installed'])], startup: await changed() };
    },
  };
}

/** What is printed by a service is kept, and others may read it: no address with its token. */
const serveOptions = (port: number | undefined): readonly string[] =>
  port === undefined ? ['--no-address'] : ['--no-address', '--port', String(port)];

/** A service does what an autostart of the host would do. */
async function endLogin(loginItem: LoginItem): Promise<readonly ServiceStep[]> {
  const { starts, on } = await loginItem.read();
  if (starts !== 'host' || !on) return [];
  await loginItem.set(false);
  return ['login-off'];
}

async function describeLogin(loginItem: LoginItem, service: ServiceStatus): Promise<LoginStart> {
  const state = await loginItem.read();
  if (state.starts !== 'window' && service.installed) return { ...state, lack: 'service' };
  return { ...state, lack: state.starts === null ? 'system' : null };
}

async function describeService(
  home: string,
  manager: ServiceManager | undefined,
  program: HoldfastProgram,
): Promise<ServiceStatus> {
  if (manager === undefined) return { ...noService, name: nameOfHome(home) };
  const { kind, name, file } = manager;
  const managed = await manager.read();
  return {
    ...{ manager: kind, name, file, ...managed, command: [...managed.command] },
    owner: managed.pid !== null && ownerOf(home) === managed.pid,
    programThere: managed.installed ? isThere(managed.command) : null,
    lack: temporaryPlaceOf(program.command) === undefined ? null : 'temporary-program',
  };
}

function ownerOf(home: string): number | undefined {
  const owner = findOwner(home);
  return owner.state === 'reachable' ? owner.endpoint.pid : undefined;
}

const noService = {
  ...{ manager: null, reachable: false, file: null, installed: false, enabled: false, running: false, pid: null },
  ...{ owner: false, command: [], programThere: null, linger: null, failure: null, lack: 'manager' as const },
};
