import { setTimeout as delay } from 'node:timers/promises';
import type { Language } from '#shared/domain/language.ts';
import type { Storage } from '#shared/domain/storage.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { Ports } from '../ports.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { ChangeHub } from '../system/change-hub.ts';
import { readChannelSecrets } from './channel-secrets.ts';
import { findPunctuality } from './find-punctuality.ts';
import { createPages, type Pages } from './pages.ts';
import { retryAfter } from './retry-after.ts';
import { sendMessage } from './send/send-message.ts';
import type { NotSent } from './send/sent.ts';

interface Dependencies {
  readonly catalogue: Pick<CatalogueClient, 'read' | 'write'>;
  readonly secrets: SecretStore;
  readonly changes: Pick<ChangeHub, 'emit' | 'subscribe'>;
  readonly ports: Pick<Ports, 'clock' | 'logger' | 'notifier'>;
  /** What messages are written in. */
  readonly language: () => Promise<Language>;
  /** Whether this engine stays, and so notices what does not happen. */
  readonly stays: boolean;
}

/**
 * Tells people what happened: thinks about what was recorded, queues messages and sends what is due. All of it comes after the
 * fact and beside the runs: no run ever waits for it.
 */
export interface NotificationKeeper {
  /** Thinks about what is new, and begins to send what is due. Never rejects. */
  look(): Promise<void>;
  /** Takes note of how full the drives are, when somebody has looked. Never rejects. */
  noteSpace(storage: Storage): Promise<void>;
  /**
   * For a command that ends: sends what is due, for ten seconds at most; `onStart` is called if there is anything. Gives a
   * sentence about what could not be sent, null where all was. Never rejects.
   */
  finish(onStart: () => void): Promise<string | null>;
  /** Nothing is sent any more; what was being sent counts as not tried. */
  stop(): Promise<void>;
  readonly pages: Pages;
}

/** A command that ends sends for so long. */
const finishMs = 10_000;

export function createNotificationKeeper(dependencies: Dependencies): NotificationKeeper {
  const { catalogue, changes, ports, stays, language } = dependencies;
  const stopping = new AbortController();
  const pages = createPages(() => void look());
  const post = createPostman(dependencies, { pages, signal: stopping.signal });
  let [looking, again]: [Promise<void> | null, boolean] = [null, false];
  const lookOnce = async (): Promise<void> => {
    const now = ports.clock.now();
    let changed = 0;
    if (await catalogue.read.news.waiting()) changed += await catalogue.write.news.takeRuns(now, await language());
    if (stays) {
      changed += await noteOverdue(dependencies, now);
      if (await catalogue.read.deliveries.areStale(now)) changed += await catalogue.write.deliveries.expire(now);
    }
    if (changed > 0) changes.emit(['notifications']);
    await post.send();
  };
  const lookUntilQuiet = async (): Promise<void> => {
    do {
      again = false;
      try {
        await lookOnce();
      } catch (error) {
        // Closing takes the catalogue away from whoever still looks.
        if (!stopping.signal.aborted) ports.logger.error('notifications could not be looked after', error);
      }
    } while (again && !stopping.signal.aborted);
  };
  const look = (): Promise<void> => {
    if (stopping.signal.aborted) return Promise.resolve();
    again = looking !== null;
    looking ??= lookUntilQuiet().finally(() => {
      looking = null;
    });
    return looking;
  };
  const unsubscribe = changes.subscribe((topics) => {
    if (topics.includes('runs')) void look();
  });
  return {
    look,
    pages,
    noteSpace: async ({ repositories }) => {
      const attempt = noteSpace(dependencies, repositories, ports.clock.now()).catch((error: unknown) => {
        if (!stopping.signal.aborted) ports.logger.error('little room could not be told of', error);
        return 0;
      });
      if ((await attempt) === 0) return;
      changes.emit(['notifications']);
      await look();
    },
    finish: async (onStart) => {
      await look();
      if (!post.isBusy() && post.tried.size === 0) return null;
      if (post.isBusy()) onStart();
      await Promise.race([post.idle(), delay(finishMs, undefined, { ref: false })]);
      return describeUnsent(catalogue, post.tried).catch(() => null);
    },
    stop: async () => {
      unsubscribe();
      stopping.abort();
      await looking;
      await post.idle();
    },
  };
}

/** Asks first and writes only where something is new: writing waits for what runs commit. */
async function noteOverdue({ catalogue: { read, write }, language }: Dependencies, now: number): Promise<number> {
  const [plans, known] = await Promise.all([findPunctuality(read, now), read.news.knownOverdue()]);
  const isNew = plans.some(({ plan, since }) => (since !== null) !== known.includes(plan.id));
  const isGone = known.some((id) => !plans.some(({ plan }) => plan.id === id));
  return isNew || isGone ? write.news.noteOverdue(plans, now, await language()) : 0;
}

async function noteSpace(
  { catalogue: { read, write }, language }: Dependencies,
  repositories: Storage['repositories'],
  now: number,
): Promise<number> {
  const rooms = repositories.flatMap(({ repository: { id, path }, plans, freeBytes, totalBytes, low, forecast }) =>
    freeBytes === null || totalBytes === null
      ? []
      : {
          ...{ id, path, freeBytes, totalBytes, low: low?.reason ?? null, fullAt: forecast?.fullAt ?? null },
          plans: plans.map(({ planId }) => planId),
        },
  );
  const known = await read.news.knownLow();
  const isNew = rooms.some(({ id, low }) => (low !== null) !== known.includes(id));
  return isNew ? write.news.noteSpace(rooms, now, await language()) : 0;
}

/** A server's name at its beginning stays as it is. */
const asSentence = (reason: string): string =>
  /^[a-z]+ /.test(reason) ? `${reason.charAt(0).toUpperCase()}${reason.slice(1)}` : reason;

interface Way {
  readonly pages: Pages;
  readonly signal: AbortSignal;
}

/** Sends what is due: each channel's messages one after the other, and no channel waits for another. */
function createPostman(dependencies: Dependencies, { pages, signal }: Way) {
  const { catalogue, secrets, changes, ports } = dependencies;
  const busy = new Map<string, Promise<void>>();
  const tried = new Set<number>();
  const giveBack = async (number: number, attempts: number, failure: NotSent): Promise<void> => {
    const now = ports.clock.now();
    const { reason, next, again, afterMs } = failure;
    const error = `${asSentence(reason)}. ${next}`;
    const nextAt = again ? now + retryAfter(attempts, afterMs) : null;
    await catalogue.write.deliveries.failed(number, now, { error, nextAt });
  };
  /** False where the channel had better be left alone for now. */
  const sendOne = async (number: number): Promise<boolean> => {
    const claimed = await catalogue.write.deliveries.claim(number, ports.clock.now());
    if (!claimed) return true;
    const { channel, event, attempts } = claimed;
    const message = { channel, event, secrets: () => readChannelSecrets(secrets, channel.id) };
    const sent = await sendMessage(message, { ...ports, pages }, signal);
    if (!sent.ok && signal.aborted) {
      await catalogue.write.deliveries.release(number);
      return false;
    }
    tried.add(number);
    if (sent.ok) await catalogue.write.deliveries.sent(number, ports.clock.now(), sent.answer);
    else await giveBack(number, attempts, sent);
    if (!sent.ok) ports.logger.info(`“${event.title}” could not be sent by “${channel.name}”: ${sent.reason}`);
    changes.emit(['notifications']);
    return sent.ok || !sent.again;
  };
  const sendAll = async (numbers: readonly number[]): Promise<void> => {
    try {
      for (const number of numbers) if (signal.aborted || !(await sendOne(number))) return;
    } catch (error) {
      if (!signal.aborted) ports.logger.error('a notification could not be sent', error);
    }
  };
  return {
    /** Of this process. */
    tried,
    isBusy: () => busy.size > 0,
    idle: async (): Promise<void> => {
      while (busy.size > 0) await Promise.all(busy.values());
    },
    send: async (): Promise<void> => {
      const canShow = ports.notifier.available() || pages.count() > 0;
      const due = await catalogue.read.deliveries.due(ports.clock.now());
      const open = due.filter(({ channelKind }) => channelKind !== 'desktop' || canShow);
      for (const [id, of] of Map.groupBy(open, ({ channelId }) => channelId)) {
        if (busy.has(id) || signal.aborted) continue;
        const numbers = of.map(({ number }) => number);
        busy.set(
          id,
          sendAll(numbers).finally(() => busy.delete(id)),
        );
      }
    },
  };
}

async function describeUnsent({ read }: Dependencies['catalogue'], tried: ReadonlySet<number>): Promise<string | null> {
  const waiting = await read.deliveries.list({ state: 'waiting', limit: 100 });
  const failed = await read.deliveries.list({ state: 'failed', limit: 100 });
  const kept = waiting.filter(({ channelKind }) => channelKind !== 'desktop');
  const lost = failed.filter(({ number }) => tried.has(number));
  const count = lost.length + kept.length;
  if (count === 0) return null;
  // Those that wait behind one that failed have no reason of their own.
  const failing = [...lost, ...kept].find(({ error }) => error !== null);
  const why = failing ? ` (“${failing.channel}”: ${failing.error})` : '';
  const what = count === 1 ? 'A notification' : `${count} notifications`;
  const then =
    kept.length > 0
      ? 'What waits is sent as soon as Holdfast runs again: its window, “holdfast serve” or the next backup.'
      : 'See “holdfast notifications log”.';
  return `${what} could not be sent${kept.length > 0 ? ' yet' : ''}${why}. ${then}`;
}
