import type { NewVersion } from '#shared/domain/new-version.ts';
import type { Ports } from '../ports.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import type { ChangeHub } from '../system/change-hub.ts';
import { type LastAnswer, readAnswer, writeAnswer } from './answer-file.ts';
import { askFeed } from './ask-feed.ts';
import { isDue } from './is-due.ts';
import { isNewer } from './is-newer.ts';

interface Dependencies {
  readonly home: string;
  /** Of the Holdfast that runs. */
  readonly version: string;
  readonly settings: Pick<SettingsService, 'get'>;
  readonly changes: ChangeHub;
  readonly ports: Pick<Ports, 'clock' | 'logger'>;
}

/** Asks once a day whether there is a newer Holdfast, where somebody has said whom to ask. Nobody is asked by default. */
export interface NewVersionKeeper {
  /** Asks if it is time to. Never rejects. */
  look(): Promise<void>;
  get(): Promise<NewVersion>;
  /** Breaks off an asking under way, and waits for its end. */
  stop(): Promise<void>;
}

export function createNewVersionKeeper(dependencies: Dependencies): NewVersionKeeper {
  const { home, version, settings, changes, ports } = dependencies;
  const stopped = new AbortController();
  let asking: Promise<void> | undefined;
  /** Beside the file, so that a home which can't be written is no reason to ask again and again. */
  let last: LastAnswer | null = null;
  const known = () => last ?? readAnswer(home);
  const ask = async (): Promise<void> => {
    const { newVersionFeed: feed } = await settings.get(undefined);
    const at = ports.clock.now();
    if (feed === null || !isDue(feed, known(), at)) return;
    const answer = await askFeed(feed, stopped.signal);
    if (stopped.signal.aborted) return;
    const before = known()?.feed === feed ? known() : null;
    last =
      'release' in answer
        ? { feed, at, newest: answer.release, problem: null }
        : { feed, at, newest: before?.newest ?? null, problem: answer.problem };
    writeAnswer(home, last);
    changes.emit(['settings']);
  };
  return {
    look: () => {
      asking ??= ask()
        .catch((error: unknown) => ports.logger.error('the feed of new versions could not be asked', error))
        .finally(() => {
          asking = undefined;
        });
      return asking;
    },
    get: async () => describe((await settings.get(undefined)).newVersionFeed, known(), version),
    stop: async () => {
      stopped.abort();
      await asking;
    },
  };
}

/** What another feed told before means nothing any more. */
function describe(feed: string | null, last: LastAnswer | null, current: string): NewVersion {
  const answer = last !== null && last.feed === feed ? last : null;
  const newest = answer?.newest ?? null;
  return {
    current,
    feed,
    askedAt: answer && new Date(answer.at).toISOString(),
    newest,
    newer: newest !== null && isNewer(newest.version, current),
    problem: answer?.problem ?? null,
  };
}
