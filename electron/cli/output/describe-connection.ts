import type { ConnectionReport } from '#shared/domain/database.ts';
import { formatSize } from './format.ts';
import { fields } from './table.ts';

/** What a server told of itself, of the role that asked it, and of what would go wrong. */
export function describeConnection(report: ConnectionReport): readonly string[] {
  const chosen = report.databases.filter((database) => database.chosen);
  const others = report.databases.filter((database) => !database.chosen);
  const { pgDump, scratchServer } = report.client;
  return fields([
    ['Server', `PostgreSQL ${report.serverVersion}${report.standby ? ', a standby' : ''}, ${encryptionOf(report)}`],
    ['Role', `${report.user}, ${rightsOf(report)}`],
    ['Databases', [...chosen.map(({ name, bytes }) => `${name} (${formatSize(bytes)})`)].join(', ') || 'none'],
    ...(others.length > 0 ? [['Not chosen', others.map(({ name }) => name).join(', ')] as const] : []),
    ['In all', formatSize(report.bytes)],
    ['pg_dump', pgDump ? `${pgDump.version} (${pgDump.path})` : 'none that fits'],
    [
      'Test restores',
      scratchServer ? `into scratch servers of version ${scratchServer}` : 'no server programs that fit',
    ],
    ...report.problems.map((problem) => ['PROBLEM', problem] as const),
  ]);
}

const encryptionOf = ({ tls }: ConnectionReport): string =>
  tls === null ? 'not encrypted' : `encrypted (${tls.version}, ${tls.cipher})`;

function rightsOf(report: ConnectionReport): string {
  if (report.superuser) return 'a superuser';
  const rights = [
    [report.mayCreateDatabases, 'create databases'],
    [report.mayReplicate, 'replicate'],
    [report.mayReadPasswords, 'read password hashes'],
  ] as const;
  const may = rights.flatMap(([has, what]) => (has ? [what] : []));
  const not = rights.flatMap(([has, what]) => (has ? [] : [what]));
  const parts = [may.length > 0 && `may ${may.join(', ')}`, not.length > 0 && `may not ${not.join(', ')}`];
  return parts.filter(Boolean).join('; ');
}
