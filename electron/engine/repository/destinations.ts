import { asHoldfastError } from '#shared/errors.ts';
import type { Place } from '../volumes/look-at-place.ts';
import { type DestinationState, type DestinationTasks, unknownState } from './destination-tasks.ts';
import { createDestinationThread } from './destination-thread.ts';
import type { Space } from './free-space.ts';

/**
 * Destinations as seen from the main thread. A volume that does not answer (a network share whose server is gone) is
 * told as missing after a short time and never holds up anything else.
 */
export interface Destinations {
  /** State of a repository; the answers of the last second are given again. Never rejects. */
  check(row: DestinationTasks['check']['in']): Promise<DestinationState>;
  /** Forgets what was found in the last second. */
  refresh(): void;
  create(path: string): Promise<DestinationTasks['create']['out']>;
  /** `known`: this home knows a repository there. */
  inspect(path: string, known: boolean): Promise<DestinationTasks['inspect']['out']>;
  slugs(path: string): Promise<readonly string[]>;
  /** Name of the folder that a plan has in the repository already; null without one. */
  slugOf(path: string, planId: string): Promise<string | null>;
  /** Names in the trash of the repository's plan with that slug. */
  trash(path: string, slug: string): Promise<readonly string[]>;
  /** Names of what runs of the repository's plan with that slug fill, or have left. */
  incomplete(path: string, slug: string): Promise<readonly string[]>;
  /** Repositories at a path, and in the folders directly below it. */
  repositories(path: string): Promise<readonly string[]>;
  space(path: string): Promise<Space>;
  /** What is mounted where a path lies, or would lie. */
  place(path: string): Promise<Place>;
  /** Lets its thread come up for what will soon be asked. */
  ready(): void;
  close(): Promise<void>;
}

const keptMs = 1000;

export function createDestinations(limits = { checkMs: 2000, otherMs: 15_000 }): Destinations {
  const thread = createDestinationThread();
  const kept = new Map<string, { readonly at: number; readonly state: Promise<DestinationState> }>();
  return {
    check: (row) => {
      const key = `${row.id} ${row.path} ${row.volume.uuid} ${row.volume.fileSystem}`;
      const known = kept.get(key);
      if (known && Date.now() - known.at < keptMs) return known.state;
      const state = thread
        .ask('check', row, limits.checkMs)
        .catch((error: unknown) => unknownState(asHoldfastError(error)));
      kept.set(key, { at: Date.now(), state });
      return state;
    },
    refresh: () => kept.clear(),
    create: (path) => thread.ask('create', { path }, limits.otherMs),
    inspect: (path, known) => thread.ask('inspect', { path, known }, limits.otherMs),
    slugs: (path) => thread.ask('slugs', { path }, limits.otherMs),
    slugOf: (path, planId) => thread.ask('slugOf', { path, planId }, limits.otherMs),
    trash: (path, slug) => thread.ask('trash', { path, slug }, limits.otherMs),
    incomplete: (path, slug) => thread.ask('incomplete', { path, slug }, limits.otherMs),
    repositories: (path) => thread.ask('repositories', { path }, limits.checkMs),
    space: (path) => thread.ask('space', { path }, limits.checkMs),
    place: (path) => thread.ask('place', { path }, limits.checkMs),
    ready: thread.ready,
    close: () => thread.close(),
  };
}
