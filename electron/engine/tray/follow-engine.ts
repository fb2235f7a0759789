import { setTimeout as delay } from 'node:timers/promises';
import type { HoldfastClient } from '#shared/contract/index.ts';
import type { ChangeEvent } from '#shared/domain/system.ts';
import { type Pace, pace } from './pace.ts';
import type { ReachedEngine } from './reach-engine.ts';
import type { TrayKnown, TrayState } from './tray-face.ts';
import { createRunWatch } from './watch-runs.ts';

interface FollowOptions {
  /** A way to the engine; rejects where there is none right now, and is asked again then. */
  readonly reach: () => Promise<ReachedEngine> | ReachedEngine;
  /** Told of what holds now, once a second at most, and only after something changed. */
  readonly onState: (state: TrayState) => void;
  readonly report: (error: unknown) => void;
}

export interface Following {
  /** The engine, while it is reached. */
  client(): HoldfastClient | undefined;
  /** Reads anew what time alone changes: what is overdue, which drive is there. */
  refresh(): void;
  close(): void;
}

/** Between two readings of the engine, and two times of telling. */
const everyMs = 1000;
const retryMs = [1000, 2000, 5000, 15_000] as const;
/** Runs that go on are among the newest: this many are looked at. */
const newest = 100;

/** Tells of the engine's state, now and whenever it changes, until closed. What fails is tried again. */
export function followEngine({ reach, onState, report }: FollowOptions): Following {
  const stop = new AbortController();
  let known: TrayKnown | undefined;
  let client: HoldfastClient | undefined;
  let reading: Pace | undefined;
  let failures = 0;
  const telling = pace(() => onState(known ?? 'unreachable'), everyMs);
  const tell = (state: TrayKnown): void => {
    known = state;
    failures = 0;
    telling.ask();
  };
  const onReader = (reader: Pace): void => {
    reading = reader;
  };
  const followOnce = async (): Promise<void> => {
    const reached = await reach();
    client = reached.client;
    try {
      await readChanges(reached.client, { tell, onReader, signal: stop.signal });
    } finally {
      reached.close();
      known = undefined;
      client = undefined;
      reading = undefined;
    }
  };
  const follow = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      // An engine that is gone for hours is told of once.
      await followOnce().catch((error: unknown) => failures === 0 && !stop.signal.aborted && report(error));
      if (stop.signal.aborted) return;
      telling.ask();
      const ms = retryMs[Math.min(failures, retryMs.length - 1)];
      failures += 1;
      await delay(ms, undefined, { signal: stop.signal, ref: false }).catch(() => undefined);
    }
  };
  void follow();
  return {
    client: () => client,
    refresh: () => reading?.ask(),
    close: () => {
      stop.abort();
      telling.stop();
    },
  };
}

interface ReadOptions {
  readonly tell: (state: TrayKnown) => void;
  readonly onReader: (reader: Pace) => void;
  readonly signal: AbortSignal;
}

/** Reads now and after each change, until the engine is lost or something can't be read: then it rejects. */
async function readChanges(client: HoldfastClient, { tell, onReader, signal }: ReadOptions): Promise<void> {
  const failed = new AbortController();
  const ended = AbortSignal.any([signal, failed.signal]);
  let state: TrayKnown | undefined;
  const tellProgress = (): void => {
    if (state === undefined) return;
    tell({ ...state, runs: state.runs.map((run) => ({ ...run, progress: runs.progressOf(run.id) ?? run.progress })) });
  };
  const runs = createRunWatch({ client, signal: ended, onProgress: tellProgress });
  const reader = pace(async () => {
    try {
      state = await readState(client, ended);
      runs.watch(state.runs.map(({ id }) => id));
      tellProgress();
    } catch (error) {
      failed.abort(error);
    }
  }, everyMs);
  try {
    const changes = await client.system.changes(undefined, { signal: ended });
    onReader(reader);
    // Whatever changed before the stream was open went unheard.
    reader.ask();
    for await (const { topics } of changes) if (topics.some((topic) => concerning.has(topic))) reader.ask();
    failed.signal.throwIfAborted();
  } catch (error) {
    // An aborted stream only says that it was.
    throw failed.signal.aborted ? failed.signal.reason : error;
  } finally {
    reader.stop();
    failed.abort();
  }
}

const concerning: ReadonlySet<ChangeEvent['topics'][number]> = new Set(['plans', 'runs', 'snapshots', 'repositories']);

async function readState(client: HoldfastClient, signal: AbortSignal): Promise<TrayKnown> {
  const [plans, { items }, { pausedUntil }] = await Promise.all([
    client.plans.list(undefined, { signal }),
    client.runs.list({ limit: newest }, { signal }),
    client.schedules.get({ count: 1 }, { signal }),
  ]);
  return { plans, runs: items.filter(({ endedAt }) => endedAt === null), pausedUntil };
}
