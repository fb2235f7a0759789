import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Dump } from '#shared/domain/database.ts';
import { api } from '../../api/queries.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { formatAgo, formatSecond } from '../../app/format/format-when.ts';
import { showPath } from '../../app/format/show-path.ts';
import { useNow } from '../../app/format/use-now.ts';
import { t } from '../../app/messages/t.ts';
import type { DumpSearch } from '../../app/search-params.ts';
import { Answer } from '../../components/answer.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Note } from '../../components/note.tsx';
import { Problem } from '../../components/problem.tsx';
import type { Moment } from '../../components/time-ruler/layout-ruler.ts';
import { TimeRuler } from '../../components/time-ruler/time-ruler.tsx';
import { WhenRead } from '../../components/when-read.tsx';
import { RunOutcome } from '../runs/run-outcome.tsx';
import { DatabaseGrowth } from './database-growth.tsx';
import { DumpTables } from './dump-tables.tsx';
import { ProofSection } from './proof-section.tsx';
import { useDumpMoments } from './use-dump-moments.ts';
import { useProve } from './use-prove.ts';

/** “What was in this database then, and can it be restored?” */
export function DumpPage(): ReactElement {
  const search = useSearch({ from: '/databases/dump' });
  const { snapshot, source, database } = search;
  const { data, error, refetch } = useQuery({
    ...api.databases.dump.queryOptions({ input: { snapshot, source, database } }),
    placeholderData: (before) => before,
  });
  const moments = useDumpMoments(data?.dump);
  // All at once: a ruler that came later would move what is being read.
  const read = data && moments && { dump: data.dump, moments };
  return (
    <WhenRead data={read} error={error} onRetry={refetch} unknown={t('dump.unknown')} rows={8}>
      {(shown) => <ShownDump {...shown} search={search} />}
    </WhenRead>
  );
}

interface ShownDumpProps {
  readonly dump: Dump;
  readonly moments: readonly Moment[];
  readonly search: DumpSearch;
}

function ShownDump({ dump, moments, search }: ShownDumpProps): ReactElement {
  const navigate = useNavigate();
  const now = useNow();
  const { snapshotId: snapshot, sourceId: source, database, planId } = dump;
  const go = (change: Partial<DumpSearch>) =>
    void navigate({ to: '/databases/dump', search: { ...search, snapshot, source, ...change }, replace: true });
  const { prove, shown, busy } = useProve(search.run, (run) => go({ run }));
  return (
    <>
      <Answer
        title={t('dump.title', { database: showPath(database), ago: formatAgo(dump.at, now) })}
        detail={factsOf(dump)}
        actions={
          <>
            <LinkButton to="/time" search={{ plan: planId, snapshot }} variant="default">
              {t('run.snapshot')}
            </LinkButton>
            <Button variant="default" disabled={busy} onClick={() => prove.mutate({ snapshot, source, database })}>
              {t('dump.prove')}
            </Button>
            <LinkButton to="/databases/restore" search={{ snapshot, source, database }}>
              {t('dump.restore')}
            </LinkButton>
          </>
        }
      />
      {dump.damaged && <Note tone="warn">{t('dump.damaged.next')}</Note>}
      {prove.error !== null && <Problem error={prove.error} />}
      {moments.length > 1 && (
        <TimeRuler
          moments={moments}
          chosen={snapshot}
          label={t('dump.ruler', { database: showPath(database) })}
          onChoose={(id) => go({ snapshot: id, run: undefined })}
        />
      )}
      {shown !== undefined && <RunOutcome key={shown} runId={shown} />}
      <ProofSection dump={dump} />
      <DumpTables key={snapshot} dump={dump} table={search.table} onTable={(table) => go({ table })} />
      <DatabaseGrowth dump={dump} />
    </>
  );
}

/** The numbers of a dump in a line. */
const factsOf = ({ at, tables, rows, bytes, databaseBytes, serverVersion, label, planName }: Dump): string =>
  [
    formatSecond(at),
    t('tables', { count: tables }),
    t('rows', { count: rows }),
    t('dump.sizes', { dump: formatBytes(bytes), database: formatBytes(databaseBytes) }),
    t('dump.server', { version: serverVersion }),
    t('dump.of-server', { label, plan: planName }),
  ].join(' · ');
