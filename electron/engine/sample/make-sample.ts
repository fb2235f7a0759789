import fs from 'node:fs';
import { databaseDraftSchema } from '#shared/domain/database.ts';
import { planDraftSchema } from '#shared/domain/plan.ts';
import type { SampleStep } from '#shared/domain/sample.ts';
import { asHoldfastError } from '#shared/errors.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { Clock } from '../ports.ts';
import type { RunService } from '../runs/run-service.ts';
import type { Service } from '../services.ts';
import { awaitRun } from './await-run.ts';
import { changeShop, fillShop } from './fill-shop.ts';
import { removeServer } from './remove-server.ts';
import { type SampleMarker, type SamplePlace, writeMarker } from './sample-place.ts';
import {
  chooseServerFolder,
  findSamplePostgres,
  makeSampleServer,
  type SampleServer,
  sampleConnection,
  sampleDatabase,
  startSampleServer,
} from './sample-server.ts';
import { changeRounds, changeSample, fillSample } from './write-sample.ts';

export interface SampleParts {
  readonly catalogue: CatalogueClient;
  readonly clock: Clock;
  readonly runs: RunService;
  /** Its `create` makes plans that are known as sample data. */
  readonly plans: Pick<Service<'plans'>, 'create' | 'remove'>;
  readonly repositories: Pick<Service<'repositories'>, 'create'>;
  readonly databases: Pick<Service<'databases'>, 'testRestore'>;
}

interface MakeRequest {
  readonly place: SamplePlace;
  /** As it was before anything was done. */
  readonly marker: SampleMarker;
  /** Of the plan; where there is one of that name, a number is added. */
  readonly name: string;
  readonly signal: AbortSignal;
  readonly onStep: (step: SampleStep, done: number) => void;
  /** Told of the server as soon as it runs. */
  readonly onServer: (server: SampleServer) => void;
}

/** How often `onStep` is called. */
export const stepCount = 3 + 2 * changeRounds + 1;

/**
 * Makes sample data: every part of it the way a person would, so that what there is to look at has really been done. The
 * marker says at each moment what there is to be removed. Gives the marker of what is ready. Throws what any step throws.
 */
export async function makeSample(parts: SampleParts, request: MakeRequest): Promise<SampleMarker> {
  const { place, signal, onStep } = request;
  let done = 0;
  const step = (name: SampleStep): void => {
    signal.throwIfAborted();
    onStep(name, done);
    done += 1;
  };
  step('files');
  await fillSample(place.files, parts.clock.now(), signal);
  step('database');
  let marker = await addServer(request, request.marker);
  const planId = await addPlan(parts, request, marker);
  marker = { ...marker, planId };
  writeMarker(place, marker);
  step('backup');
  await backUp(parts, planId, signal);
  for (let round = 0; round < changeRounds; round += 1) {
    step('changes');
    await changeSample(place.files, round, signal);
    if (marker.server) await changeShop(marker.server.folder, signal);
    step('backup');
    await backUp(parts, planId, signal);
  }
  step('proof');
  if (marker.server) await prove(parts, planId, signal);
  const ready: SampleMarker = { ...marker, state: 'ready' };
  signal.throwIfAborted();
  writeMarker(place, ready);
  return ready;
}

/** Without a server of PostgreSQL the sample is one of files alone, and says why. */
async function addServer({ place, signal, onServer }: MakeRequest, marker: SampleMarker): Promise<SampleMarker> {
  const postgres = await findSamplePostgres();
  if (!postgres) return { ...marker, withoutDatabase: { reason: 'no-programs', detail: '' } };
  const { id } = marker;
  let known = marker;
  try {
    const server = { folder: chooseServerFolder(place.server, id), major: postgres.major };
    known = { ...marker, server };
    // Before it is made, so that nothing is ever made that nobody knows of.
    writeMarker(place, known);
    await makeSampleServer({ folder: server.folder, id, postgres, signal });
    const started = await startSampleServer({ ...server, signal });
    onServer(started);
    await fillShop(server.folder, signal);
    return known;
  } catch (error) {
    if (signal.aborted || isFull(error)) throw error;
    await removeServer(place, known);
    return { ...marker, withoutDatabase: { reason: 'failed', detail: asHoldfastError(error).message } };
  }
}

const isFull = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOSPC';

async function addPlan(
  { catalogue, plans, repositories }: SampleParts,
  { place, name }: MakeRequest,
  { server }: SampleMarker,
): Promise<string> {
  fs.mkdirSync(place.repository, { mode: 0o700 });
  const repository = await repositories.create({ path: place.repository });
  const database = server && {
    label: sampleDatabase,
    connection: sampleConnection(server.folder),
    include: [sampleDatabase],
    globals: 'none',
    testRestore: 'never',
  };
  const { plan } = await plans.create(
    planDraftSchema.parse({
      name: await freeName(catalogue, name),
      folders: [place.files],
      databases: database ? [databaseDraftSchema.parse(database)] : [],
      repository: repository.id,
      keep: null,
    }),
  );
  return plan.id;
}

async function freeName({ write }: CatalogueClient, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name} ${number}`;
    if (!(await write.plans.find(candidate))) return candidate;
  }
}

async function backUp({ runs }: SampleParts, plan: string, signal: AbortSignal): Promise<void> {
  await awaitRun(runs, await runs.backUp({ plan, fullChecksum: false }), signal);
}

/** Another test restore may go on, or there may be no room for one: it is done without. */
async function prove({ databases, runs }: SampleParts, plan: string, signal: AbortSignal): Promise<void> {
  try {
    const { runId } = await databases.testRestore({ plan });
    await awaitRun(runs, runId, signal);
  } catch (error) {
    if (signal.aborted) throw error;
  }
}
