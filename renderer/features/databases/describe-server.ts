import type { Connection } from '#shared/domain/database.ts';
import { showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';

/** Where a server is, in a few words: ada@db.example:5433; with its service's name where that says it. */
export function describeServer({ host, port, user, service }: Connection): string {
  if (service !== '' && host === '') return t('server.service', { service });
  const place = host === '' || host.startsWith('/') ? t('server.here', { port: String(port) }) : placeOf(host, port);
  return user === '' ? place : t('server.user', { user, place: showPath(place) });
}

const placeOf = (host: string, port: number): string => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`);
