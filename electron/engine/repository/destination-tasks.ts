import fs from 'node:fs';
import type { Repository } from '#shared/domain/repository.ts';
import { asHoldfastError, type ErrorCode, type ErrorDetails, type HoldfastError } from '#shared/errors.ts';
import type { RepositoryRow } from '../catalogue/repositories-store.ts';
import { lookAtPlace, type Place } from '../volumes/look-at-place.ts';
import { checkDestination } from './check-destination.ts';
import { createRepository, inspectRepository, type RepositoryPlace } from './create-repository.ts';
import { freeSpace, type Space } from './free-space.ts';
import { planPaths, repositoryPaths } from './layout.ts';
import { readPlanId } from './plan-id.ts';
import { repositoriesAt } from './repositories-at.ts';

/** A repository's state right now, with its problem in a sentence and the space of its volume when it can be told. */
export interface DestinationState {
  readonly state: Repository['state'];
  readonly problem: string | null;
  /** The same for a program; null when there is none. */
  readonly failure: { readonly code: ErrorCode; readonly details: ErrorDetails } | null;
  readonly space: Space | null;
}

/** What is asked of destinations outside of runs, by name: each may take as long as the volume likes. */
export interface DestinationTasks {
  check: { in: Pick<RepositoryRow, 'id' | 'path' | 'volume'>; out: DestinationState };
  create: { in: { readonly path: string }; out: RepositoryPlace };
  inspect: { in: { readonly path: string; readonly known: boolean }; out: RepositoryPlace };
  /** Slugs of all plans that the repository holds, those of other machines and forgotten ones included. */
  slugs: { in: { readonly path: string }; out: readonly string[] };
  /** Slug of the plan of that id, if the repository holds it. */
  slugOf: { in: { readonly path: string; readonly planId: string }; out: string | null };
  /** Names in the trash of the plan with that slug. */
  trash: { in: { readonly path: string; readonly slug: string }; out: readonly string[] };
  /** Names of what runs of that plan fill, or have left. */
  incomplete: { in: { readonly path: string; readonly slug: string }; out: readonly string[] };
  /** Repositories at a path, and in the folders directly below it. */
  repositories: { in: { readonly path: string }; out: readonly string[] };
  /** Space of the volume that a path lies on. */
  space: { in: { readonly path: string }; out: Space };
  /** What is mounted where a path lies, or would lie. */
  place: { in: { readonly path: string }; out: Place };
}

export type DestinationTask = keyof DestinationTasks;

export const destinationTasks: {
  readonly [Task in DestinationTask]: (input: DestinationTasks[Task]['in']) => DestinationTasks[Task]['out'];
} = {
  check: describeDestination,
  create: ({ path }) => createRepository(path, new Date()),
  inspect: ({ path, known }) => inspectRepository(path, known),
  slugs: ({ path }) => namesIn(repositoryPaths(path).plans),
  slugOf: ({ path, planId }) =>
    namesIn(repositoryPaths(path).plans).find((slug) => readPlanId(planPaths(path, slug)) === planId) ?? null,
  trash: ({ path, slug }) => namesIn(planPaths(path, slug).trash),
  incomplete: ({ path, slug }) => namesIn(planPaths(path, slug).incomplete),
  repositories: ({ path }) => repositoriesAt(path),
  space: ({ path }) => freeSpace(path),
  place: ({ path }) => lookAtPlace(path),
};

const namesIn = (folder: string): string[] => (fs.existsSync(folder) ? fs.readdirSync(folder) : []);

const states: Partial<Record<ErrorCode, Repository['state']>> = {
  'destination-missing': 'missing',
  'destination-not-mounted': 'not-mounted',
  'destination-wrong-volume': 'wrong-volume',
  'destination-read-only': 'read-only',
  'format-unknown': 'format-unknown',
};

function describeDestination(row: DestinationTasks['check']['in']): DestinationState {
  try {
    checkDestination(row);
    return { state: 'ready', problem: null, failure: null, space: spaceOf(row.path) };
  } catch (thrown) {
    const error = asHoldfastError(thrown);
    const state = states[error.code] ?? 'missing';
    return { ...describeFailure(error), state, space: state === 'read-only' ? spaceOf(row.path) : null };
  }
}

const describeFailure = ({ message, code, details }: HoldfastError) => ({
  problem: message,
  failure: { code, details },
});

function spaceOf(path: string): Space | null {
  try {
    return freeSpace(path);
  } catch {
    // Gone since it was checked.
    return null;
  }
}

/** The state of a destination that could not be looked at, because its volume gave no answer in time. */
export const unknownState = (error: HoldfastError): DestinationState => ({
  ...describeFailure(error),
  state: 'missing',
  space: null,
});
