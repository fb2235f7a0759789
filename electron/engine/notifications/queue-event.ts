import type { NotificationEvent } from '#shared/domain/notification.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';
import { listChannels } from './channels-store.ts';
import { takes } from './takes.ts';

export interface Told {
  /** What can be told once only. */
  readonly key: string;
  /** Ids of the plans that it concerns. */
  readonly plans: readonly string[];
  /** The plan's failure has been told already. */
  readonly failing?: boolean;
}

/** So many may wait for one channel: of more, the oldest are given up. */
const mostWaiting = 200;
/** So many are remembered beside those that wait. */
const mostKept = 2000;

/**
 * Queues a message, behind those that wait already, for every channel that tells of it, once for its key; gives how many there are. Call it in the
 * transaction that notes that it was told.
 */
export function queueEvent(db: Connection, event: NotificationEvent, { key, ...of }: Told, now: number): number {
  const channels = listChannels(db).filter((channel) => takes(channel, event.kind, of));
  if (channels.length === 0) return 0;
  const { changes, lastInsertRowid } = db
    .prepare('INSERT OR IGNORE INTO notification (key, json) VALUES (?, ?)')
    .run(key, JSON.stringify(event));
  if (changes === 0) return 0;
  for (const { id, name, target } of channels) {
    db.prepare(
      `INSERT INTO delivery (notification, channel_id, channel, channel_kind, queued_at, next_at)
       VALUES (@notification, @id, @name, @kind, @now, max(@now, coalesce((SELECT min(next_at) FROM delivery
         WHERE channel_id = @id AND state = 'waiting'), 0)))`,
    ).run({ notification: lastInsertRowid, id, name, kind: target.kind, now });
    giveUpOldest(db, id);
  }
  forgetOld(db);
  return channels.length;
}

function giveUpOldest(db: Connection, channelId: string): void {
  db.prepare(
    `UPDATE delivery SET state = 'failed', error = ? WHERE number IN (SELECT number FROM delivery
       WHERE channel_id = ? AND state = 'waiting' ORDER BY number DESC LIMIT -1 OFFSET ${mostWaiting})`,
  ).run(`More than ${mostWaiting} messages were waiting for this channel, and this was the oldest.`, channelId);
}

function forgetOld(db: Connection): void {
  const { changes } = db
    .prepare(
      `DELETE FROM delivery WHERE state <> 'waiting' AND number <= (SELECT max(number) FROM delivery) - ${mostKept}`,
    )
    .run();
  if (changes > 0) db.prepare('DELETE FROM notification WHERE number NOT IN (SELECT notification FROM delivery)').run();
}
