import type { Channel, ChannelKind, Delivery, NotificationEvent } from '#shared/domain/notification.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';

/** A message that is being sent: nobody else sends it meanwhile. */
export interface Claimed {
  readonly number: number;
  readonly event: NotificationEvent;
  readonly channel: Channel;
  /** This attempt among them: 1 and more. */
  readonly attempts: number;
}

export interface DeliveryFilter {
  readonly state?: Delivery['state'] | undefined;
  /** Only those before that number. */
  readonly before?: number | undefined;
  readonly limit: number;
}

export interface Due {
  readonly number: number;
  readonly channelId: string;
  readonly channelKind: ChannelKind;
}

const dayMs = 24 * 60 * 60 * 1000;
/** Longer than any attempt takes: whoever claimed it and has said nothing since is gone. */
const claimMs = 2 * 60 * 1000;
/** Nothing is put off for longer: what lies further ahead was written under another clock. */
const furthestMs = 2 * 60 * 60 * 1000;

const select = `SELECT d.number, n.json ->> '$.kind' AS kind, n.json ->> '$.at' AS at, n.json ->> '$.title' AS title,
  d.channel, d.channel_kind AS channelKind, d.state, d.attempts, d.tried_at AS triedAt, d.next_at AS nextAt, d.answer, d.error
  FROM delivery d JOIN notification n ON n.number = d.notification`;

const free = `state = 'waiting' AND (next_at <= @now OR next_at > @now + ${furthestMs})
  AND (claimed_until <= @now OR claimed_until > @now + ${claimMs})`;

/** What waits for the channel of a delivery. */
const besides = "state = 'waiting' AND channel_id = (SELECT channel_id FROM delivery WHERE number = ?)";

type Stored = Omit<Delivery, 'triedAt' | 'nextAt'> & { readonly triedAt: number | null; readonly nextAt: number };

/** Messages on their way, and what became of them. `now` and `at` in ms. */
export function createDeliveriesStore(db: Connection) {
  const find = (number: number): Delivery | undefined => {
    const row = db.prepare<[number], Stored>(`${select} WHERE d.number = ?`).get(number);
    return row && toDelivery(row);
  };
  return {
    find,
    /** Newest first. */
    list: ({ state, before, limit }: DeliveryFilter): Delivery[] =>
      db
        .prepare<unknown[], Stored>(
          `${select} WHERE (@state IS NULL OR d.state = @state) AND (@before IS NULL OR d.number < @before)
           ORDER BY d.number DESC LIMIT @limit`,
        )
        .all({ state: state ?? null, before: before ?? null, limit })
        .map(toDelivery),
    /** How many wait, and how many were given up since an instant; what a desktop missed is nobody’s fault. */
    counts: (since: number): { waiting: number; failed: number } =>
      db
        .prepare<[number], { waiting: number; failed: number }>(
          `SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting,
             count(*) FILTER (WHERE state = 'failed' AND queued_at >= ?) AS failed FROM delivery
           WHERE channel_kind <> 'desktop'`,
        )
        .get(since) ?? { waiting: 0, failed: 0 },
    /** What can be sent now, of channels that are switched on: each channel's oldest first. */
    due: (now: number): Due[] =>
      db
        .prepare<unknown[], Due>(
          `SELECT number, channel_id AS channelId, channel_kind AS channelKind FROM delivery WHERE ${free}
             AND channel_id IN (SELECT id FROM channel WHERE json ->> '$.enabled' = 1) ORDER BY number`,
        )
        .all({ now }),
    /** Takes a message to be sent; undefined where somebody else has it, or it is not due. */
    claim: (number: number, now: number): Claimed | undefined =>
      db.transaction(() => claim(db, number, now)).immediate(),
    /** Whatever else waits for that channel can be sent, too. */
    sent: (number: number, now: number, answer: string): void => {
      db.transaction(() => {
        db.prepare(
          `UPDATE delivery SET state = 'sent', tried_at = ?, claimed_until = 0, answer = ?, error = NULL WHERE number = ?`,
        ).run(now, answer, number);
        db.prepare(`UPDATE delivery SET next_at = min(next_at, ?) WHERE ${besides}`).run(now, number);
      }).immediate();
    },
    /** `nextAt` null: it is given up. Nothing else is sent by that channel before, either. */
    failed: (number: number, now: number, { error, nextAt }: { error: string; nextAt: number | null }): void => {
      db.transaction(() => {
        db.prepare(
          `UPDATE delivery SET state = ?, tried_at = ?, claimed_until = 0, next_at = ?, error = ? WHERE number = ?`,
        ).run(nextAt === null ? 'failed' : 'waiting', now, nextAt ?? now, error, number);
        if (nextAt === null) return;
        db.prepare(`UPDATE delivery SET next_at = max(next_at, ?) WHERE ${besides}`).run(nextAt, number);
      }).immediate();
    },
    /** What was not being sent after all: as it was before. */
    release: (number: number): void => {
      db.prepare(
        `UPDATE delivery SET claimed_until = 0, attempts = max(0, attempts - 1) WHERE number = ? AND state = 'waiting'`,
      ).run(number);
    },
    /** Whether anything is to be given up. */
    areStale: (now: number): boolean =>
      db
        .prepare<[number], 1>("SELECT 1 FROM delivery WHERE state = 'waiting' AND queued_at <= ? LIMIT 1")
        .pluck()
        .get(now - dayMs) === 1,
    /** Gives up what could not be sent within a day; gives how many those are. */
    expire: (now: number): number =>
      db
        .prepare(
          `UPDATE delivery SET state = 'failed', error = coalesce(error, ?)
           WHERE state = 'waiting' AND queued_at <= ? AND claimed_until <= ?`,
        )
        .run(neverTried, now - dayMs, now).changes,
    /** To be sent at once; a day from now it is given up. Undefined where it was sent, or its channel is gone. */
    retry: (number: number, now: number): Delivery | undefined => {
      const { changes } = db
        .prepare(
          `UPDATE delivery SET state = 'waiting', queued_at = @now, next_at = @now WHERE number = @number
             AND state <> 'sent' AND channel_id IN (SELECT id FROM channel)`,
        )
        .run({ number, now });
      return changes === 0 ? undefined : find(number);
    },
  };
}

const neverTried =
  'Within a day nobody could be told this way: no window was open that may show messages, or the channel was switched off.';

function claim(db: Connection, number: number, now: number): Claimed | undefined {
  const row = db
    .prepare<unknown[], { attempts: number; notification: number; channelId: string }>(
      `UPDATE delivery SET claimed_until = @now + ${claimMs}, attempts = attempts + 1 WHERE number = @number AND ${free}
       RETURNING attempts, notification, channel_id AS channelId`,
    )
    .get({ number, now });
  if (!row) return undefined;
  const read = (query: string, of: string | number): string | undefined =>
    db.prepare<[string | number], string>(query).pluck().get(of);
  const event = read('SELECT json FROM notification WHERE number = ?', row.notification);
  const channel = read('SELECT json FROM channel WHERE id = ?', row.channelId);
  if (event === undefined || channel === undefined) return undefined;
  // Older messages do not tell their language.
  return {
    number,
    event: { language: 'en', ...JSON.parse(event) },
    channel: JSON.parse(channel),
    attempts: row.attempts,
  };
}

const toDelivery = ({ triedAt, nextAt, ...row }: Stored): Delivery => ({
  ...row,
  triedAt: triedAt === null ? null : new Date(triedAt).toISOString(),
  nextAt: row.state === 'waiting' ? new Date(nextAt).toISOString() : null,
});
