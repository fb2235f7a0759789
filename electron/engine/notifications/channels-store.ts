import type { Channel } from '#shared/domain/notification.ts';
import { type NewAuditEntry, recordAudit } from '../audit/record-audit.ts';
import type { Connection } from '../catalogue/open-catalogue.ts';

/** The ways by which people are told, in the order in which they were made. */
export function createChannelsStore(db: Connection) {
  return {
    list: (): Channel[] => listChannels(db),
    /** By id or by name (case does not matter). */
    find: (idOrName: string): Channel | undefined => {
      const row = db
        .prepare<[string, string], { json: string }>('SELECT json FROM channel WHERE id = ? OR name = ? COLLATE NOCASE')
        .get(idOrName, idOrName);
      return row && read(row.json);
    },
    /** Adds it, or takes over what is new about it. */
    put: (channel: Channel, entry: NewAuditEntry): void => {
      db.transaction(() => {
        recordAudit(db, entry);
        const { id, name } = channel;
        db.prepare(
          `INSERT INTO channel (id, name, json) VALUES (@id, @name, @json)
           ON CONFLICT (id) DO UPDATE SET name = excluded.name, json = excluded.json`,
        ).run({ id, name, json: JSON.stringify(channel) });
      }).immediate();
    },
    /** What waits to be sent by it is given up. */
    remove: (id: string, entry: NewAuditEntry): void => {
      db.transaction(() => {
        recordAudit(db, entry);
        db.prepare('DELETE FROM channel WHERE id = ?').run(id);
        db.prepare("UPDATE delivery SET state = 'failed', error = ? WHERE channel_id = ? AND state = 'waiting'").run(
          ...['The channel was removed before it could be sent.', id],
        );
      }).immediate();
    },
  };
}

export const listChannels = (db: Connection): Channel[] =>
  db.prepare<[], string>('SELECT json FROM channel ORDER BY key').pluck().all().map(read);

const read = (json: string): Channel => JSON.parse(json);
