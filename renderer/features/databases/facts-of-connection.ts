import type { ConnectionReport } from '#shared/domain/database.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { showPath } from '../../app/format/show-path.ts';
import { said } from '../../app/messages/said.ts';
import { t } from '../../app/messages/t.ts';

export interface ConnectionFact {
  /** `warn`: something will be missing, or go wrong. */
  readonly tone: 'good' | 'warn' | 'quiet';
  readonly sentence: string;
}

/** What a server is asked for: to back it up, or to restore to it. */
export type Purpose = 'backup' | 'restore';

/** A report in sentences: the server, what will go wrong, what is chosen, then what the role may do, and the programs. */
export function factsOf(report: ConnectionReport, purpose: Purpose): readonly ConnectionFact[] {
  return [
    serverFact(report),
    ...report.problems.map((problem): ConnectionFact => ({ tone: 'warn', sentence: said(problem) })),
    ...(purpose === 'backup' ? chosenFacts(report) : []),
    ...(report.tls === null ? [] : [good(t('server.encrypted', { version: report.tls.version }))]),
    ...roleFacts(report),
    ...(purpose === 'backup' ? programFacts(report) : []),
  ];
}

const good = (sentence: string): ConnectionFact => ({ tone: 'good', sentence });
const quiet = (sentence: string): ConnectionFact => ({ tone: 'quiet', sentence });

const serverFact = ({ serverVersion: version, user, standby }: ConnectionReport): ConnectionFact =>
  good(t(standby ? 'server.is.standby' : 'server.is', { version, user }));

/** That none is chosen is a problem, which the report tells. */
function chosenFacts({ databases, bytes }: ConnectionReport): readonly ConnectionFact[] {
  const count = databases.filter(({ chosen }) => chosen).length;
  if (count === 0) return [];
  return [good(t('server.chosen', { count, total: databases.length, size: formatBytes(bytes) }))];
}

function roleFacts(report: ConnectionReport): readonly ConnectionFact[] {
  const { superuser, mayCreateDatabases, mayReplicate, mayReadPasswords } = report;
  if (superuser) return [good(t('server.superuser'))];
  return [
    mayCreateDatabases ? good(t('server.may.create')) : quiet(t('server.may-not.create')),
    quiet(t(mayReadPasswords ? 'server.may.passwords' : 'server.may-not.passwords')),
    quiet(t(mayReplicate ? 'server.may.replicate' : 'server.may-not.replicate')),
  ];
}

/** Programs that are lacking are problems, which the report tells. */
const programFacts = ({ client: { pgDump, scratchServer } }: ConnectionReport): readonly ConnectionFact[] => [
  ...(pgDump === null ? [] : [good(t('server.client', { version: pgDump.version, path: showPath(pgDump.path) }))]),
  ...(scratchServer === null ? [] : [good(t('server.scratch', { version: scratchServer }))]),
];
