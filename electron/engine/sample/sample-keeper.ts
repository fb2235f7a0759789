import fs from 'node:fs';
import type { SampleStatus, SampleStep } from '#shared/domain/sample.ts';
import { HoldfastError } from '#shared/errors.ts';
import { formatBytes } from '#shared/format-bytes.ts';
import type { Logger } from '../ports.ts';
import { errorCodeOf } from '../repository/destination-error.ts';
import { freeSpace } from '../repository/free-space.ts';
import { isRunning, ownProcess } from '../runs/process-identity.ts';
import type { Service } from '../services.ts';
import type { ChangeHub } from '../system/change-hub.ts';
import { makeSample, type SampleParts, stepCount } from './make-sample.ts';
import { removeSample } from './remove-sample.ts';
import { readMarker, type SampleMarker, samplePlace, writeMarker } from './sample-place.ts';
import { endSampleServer, type SampleServer, startSampleServer } from './sample-server.ts';

interface Dependencies extends SampleParts {
  readonly home: string;
  readonly changes: ChangeHub;
  readonly logger: Logger;
  /** The reserve that runs leave free, in bytes. */
  readonly keepFreeBytes: () => Promise<number>;
  /** The engine stays: then every server of its sample data is its own. */
  readonly stays: boolean;
}

/** Sample data of the home: made, removed, and its database server running while it may be wanted. */
export interface SampleKeeper {
  readonly service: Service<'sample'>;
  /** Sees to it that the server of the sample data runs, if there is one. Never rejects: who connects to it is told. */
  serve(): Promise<void>;
  /** The same if that plan, by id or name, has databases there. */
  serveFor(plan: string): Promise<void>;
  /** Gives up what is being made. */
  cancel(): Promise<void>;
  /** Ends the server; to be called once no run goes on. */
  stop(): Promise<void>;
}

/** Of files, snapshots and a server with its log. */
const neededBytes = 120 * 1024 * 1024;

interface Work {
  readonly kind: 'making' | 'removing';
  readonly stopping: AbortController;
  readonly ended: Promise<void>;
}

export function createSampleKeeper(dependencies: Dependencies): SampleKeeper {
  const { changes, logger } = dependencies;
  const home = fs.realpathSync(dependencies.home);
  const place = samplePlace(home);
  let work: Work | null = null;
  let at: { readonly step: SampleStep; readonly done: number } | null = null;
  let server: SampleServer | null = null;
  let starting: Promise<void> | null = null;
  const status = (): SampleStatus => describe(place.folder, markerIn(place), { working: work?.kind ?? null, at });
  const begin = <Result>(kind: Work['kind'], act: (signal: AbortSignal) => Promise<Result>): Promise<Result> => {
    const stopping = new AbortController();
    const result = act(stopping.signal).finally(() => {
      work = null;
      at = null;
      changes.emit(['sample', 'plans', 'runs', 'snapshots', 'repositories']);
    });
    const ended = result.then(
      () => undefined,
      () => undefined,
    );
    work = { kind, stopping, ended };
    changes.emit(['sample']);
    return result;
  };
  const endServer = async (): Promise<void> => {
    const ending = server;
    server = null;
    await ending?.end();
  };
  const remove = async (marker: SampleMarker): Promise<void> => {
    await removeSample(dependencies, { home, place, marker });
    // It has ended by now, unless it was refused.
    await endServer();
  };
  const make = async (name: string, signal: AbortSignal): Promise<void> => {
    const left = readMarker(place);
    if (left && isElsewhere(left)) throw new HoldfastError('sample-busy');
    if (left?.state === 'ready') throw new HoldfastError('sample-exists', { path: place.folder });
    if (left) await remove(left);
    const reserve = await dependencies.keepFreeBytes();
    if (freeSpace(home).freeBytes < reserve + neededBytes) throw full(home);
    const marker = newMarker(dependencies.clock.now());
    try {
      writeMarker(place, marker);
      await makeSample(dependencies, {
        ...{ place, marker, name, signal },
        onStep: (step, done) => {
          at = { step, done };
          changes.emit(['sample']);
        },
        onServer: (started) => {
          server = started;
        },
      });
    } catch (error) {
      const failure = signal.aborted ? givenUp() : isFull(error, home, reserve) ? full(home) : error;
      await remove(markerIn(place) ?? marker).catch((reason: unknown) =>
        logger.error('sample data that could not be made is not all removed', reason),
      );
      throw failure;
    }
  };
  const start = async (): Promise<void> => {
    const marker = markerIn(place);
    if (work !== null || server?.running() || marker?.state !== 'ready' || !marker.server) return;
    try {
      server = await startSampleServer({ ...marker.server, signal: new AbortController().signal });
    } catch (error) {
      logger.error('the database server of the sample data could not be started', error);
    }
  };
  const serve = (): Promise<void> => {
    starting ??= start().finally(() => {
      starting = null;
    });
    return starting;
  };
  return {
    serve,
    serveFor: async (plan) => {
      const folder = markerIn(place)?.server?.folder;
      if (folder === undefined) return;
      const row = await dependencies.catalogue.read.plans.find(plan);
      if (row?.plan.databases.some(({ connection }) => connection.host === folder)) await serve();
    },
    cancel: async () => {
      work?.stopping.abort(new HoldfastError('cancelled'));
      await work?.ended;
    },
    stop: async () => {
      await starting;
      await endServer();
      const folder = markerIn(place)?.server?.folder;
      if (dependencies.stays && folder !== undefined) await endSampleServer(folder);
    },
    service: {
      status: async () => status(),
      create: async ({ name }) => {
        if (work !== null) throw new HoldfastError('sample-busy');
        await begin('making', (signal) => make(name, signal));
        return status();
      },
      remove: async () => {
        if (work?.kind === 'removing') throw new HoldfastError('sample-busy');
        const going = work;
        going?.stopping.abort(new HoldfastError('cancelled'));
        await going?.ended;
        await starting;
        const marker = readMarker(place);
        if (work !== null || (marker && isElsewhere(marker))) throw new HoldfastError('sample-busy');
        if (marker) await begin('removing', () => remove(marker));
        return status();
      },
    },
  };
}

const newMarker = (now: number): SampleMarker => ({
  ...{ holdfastSample: 1, id: crypto.randomUUID(), madeAt: new Date(now).toISOString(), state: 'making' },
  ...{ by: ownProcess(), planId: null, server: null, withoutDatabase: null },
});

/** Another process is making or removing it. */
const isElsewhere = ({ state, by }: SampleMarker): boolean =>
  state !== 'ready' && by.pid !== process.pid && isRunning(by);

/** Null also for a folder that is not Holdfast's: whoever wants to do something with it is told. */
function markerIn(place: ReturnType<typeof samplePlace>): SampleMarker | null {
  try {
    return readMarker(place);
  } catch {
    return null;
  }
}

const full = (path: string): HoldfastError =>
  new HoldfastError('sample-full', { path, needed: formatBytes(neededBytes) });

const givenUp = (): HoldfastError => new HoldfastError('cancelled', { rest: 'Nothing of the sample data was left.' });

/** Under this, whatever failed did so for want of space. */
const nothingBytes = 4 * 1024 * 1024;

/** What a run says then, of going on later, does not hold: what was begun goes. */
const isFull = (error: unknown, home: string, reserve: number): boolean =>
  (error instanceof HoldfastError && error.code === 'destination-full') ||
  errorCodeOf(error) === 'ENOSPC' ||
  freeSpace(home).freeBytes < reserve + nothingBytes;

interface Doing {
  readonly working: Work['kind'] | null;
  readonly at: { readonly step: SampleStep; readonly done: number } | null;
}

function describe(folder: string, marker: SampleMarker | null, { working, at }: Doing): SampleStatus {
  const cutOff = marker && isElsewhere(marker) ? marker.state : 'unfinished';
  return {
    state: working ?? (marker === null ? 'none' : marker.state === 'ready' ? 'ready' : cutOff),
    step: at?.step ?? null,
    done: at?.done ?? 0,
    total: working === 'making' ? stepCount : 0,
    folder,
    planId: marker?.planId ?? null,
    databaseMajor: marker?.server?.major ?? null,
    withoutDatabase: marker?.withoutDatabase ?? null,
  };
}
