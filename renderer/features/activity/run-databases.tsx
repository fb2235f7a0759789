import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { BackedUpDatabase, RunDetail, TestedDatabase } from '#shared/domain/run.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { formatDuration } from '../../app/format/format-duration.ts';
import { formatNumber } from '../../app/format/format-number.ts';
import { showPath } from '../../app/format/show-path.ts';
import { said } from '../../app/messages/said.ts';
import { t } from '../../app/messages/t.ts';
import type { Mark } from '../../components/mark.ts';
import { Section } from '../../components/section.tsx';
import { RunItem, runItemName } from './run-item.tsx';

/** The databases that a backup dumped or a test restore restored, each with what came of it; nothing for other runs. */
export function RunDatabases({ run: { result, snapshotId } }: { readonly run: RunDetail }): ReactElement | null {
  if (result?.kind === 'test-restore') {
    return (
      <Databases count={result.databases.length}>
        {result.databases.map((tested) => (
          <Item
            key={`${tested.snapshot}:${tested.label}:${tested.database}`}
            mark={markOf(tested.ok, 'run-databases.restored')}
            name={nameOf(tested)}
            snapshot={tested.snapshot}
            database={tested.database}
            source={tested.label}
            words={wordsOfTest(tested)}
            details={[...tested.failures, ...tested.remarks].map(said)}
          />
        ))}
      </Databases>
    );
  }
  if (result?.kind !== 'backup' || result.databases === undefined) return null;
  return (
    <Databases count={result.databases.length}>
      {result.databases.map((dumped) => (
        <Item
          key={`${dumped.label}:${dumped.database}`}
          mark={markOf(dumped.error === null, 'run-databases.dumped')}
          name={nameOf(dumped)}
          snapshot={dumped.error === null ? snapshotId : null}
          database={dumped.database}
          source={dumped.label}
          words={dumped.error === null ? wordsOfDump(dumped) : said(dumped.error.message)}
          details={[]}
        />
      ))}
    </Databases>
  );
}

interface DatabasesProps {
  readonly count: number;
  readonly children: readonly ReactElement[];
}

const Databases = ({ count, children }: DatabasesProps): ReactElement | null =>
  count === 0 ? null : (
    <Section title={t('databases', { count })}>
      <ul>{children}</ul>
    </Section>
  );

interface ItemProps {
  readonly mark: Mark;
  readonly name: string;
  /** Snapshot that holds its dump; null without one. */
  readonly snapshot: string | null;
  /** Label of its server. */
  readonly source: string;
  /** Null: it is the server as a whole. */
  readonly database: string | null;
  readonly words: string;
  readonly details: readonly string[];
}

const Item = ({ name, snapshot, source, database, ...told }: ItemProps): ReactElement => (
  <RunItem
    {...told}
    name={
      snapshot !== null && database !== null ? (
        <Link to="/databases/dump" search={{ snapshot, source, database }} className={runItemName}>
          {name}
        </Link>
      ) : (
        <span className={runItemName}>{name}</span>
      )
    }
  />
);

const markOf = (ok: boolean, word: 'run-databases.restored' | 'run-databases.dumped'): Mark =>
  ok ? { tone: 'good', icon: 'check', word: t(word) } : { tone: 'bad', icon: 'cross', word: t('outcome.failed') };

const nameOf = ({ label, database }: { readonly label: string; readonly database: string | null }): string =>
  database === null ? label : t('run-databases.name', { label, database: showPath(database) });

const wordsOfDump = ({ tables, rows, bytes, durationMs }: BackedUpDatabase): string =>
  [t('tables', { count: tables }), t('rows', { count: rows }), formatBytes(bytes), formatDuration(durationMs)].join(
    ' · ',
  );

const wordsOfTest = ({ checks, restoreMs, checkMs }: TestedDatabase): string =>
  t('run-databases.tested', {
    passed: formatNumber(checks.passed),
    total: formatNumber(checks.total),
    restore: formatDuration(restoreMs),
    check: formatDuration(checkMs),
  });
