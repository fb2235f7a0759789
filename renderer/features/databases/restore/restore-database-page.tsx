import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { Dump } from '#shared/domain/database.ts';
import { api } from '../../../api/queries.ts';
import { t } from '../../../app/messages/t.ts';
import type { DatabaseRestoreSearch } from '../../../app/search-params.ts';
import { WhenRead } from '../../../components/when-read.tsx';
import { ChooseDatabaseStep } from './choose-database-step.tsx';
import { DatabasePlanStep } from './database-plan-step.tsx';
import { databaseRequest } from './database-request.ts';
import { DatabaseRestoreRun } from './database-restore-run.tsx';

/** “What exactly will happen to my database?” Choose tables and where to, see the dry run, confirm, watch. */
export function RestoreDatabasePage(): ReactElement {
  const search = useSearch({ from: '/databases/restore' });
  const { snapshot, source, database } = search;
  const { data, error, refetch } = useQuery({
    ...api.databases.dump.queryOptions({ input: { snapshot, source, database } }),
    // The first choice puts ids in the place of names: that is still the same dump.
    placeholderData: (before) => (before?.dump.snapshotId === snapshot ? before : undefined),
  });
  return (
    <WhenRead data={data} error={error} onRetry={refetch} unknown={t('dump.unknown')} rows={4}>
      {({ dump }) => <Steps search={search} dump={dump} />}
    </WhenRead>
  );
}

interface StepsProps {
  readonly search: DatabaseRestoreSearch;
  readonly dump: Dump;
}

function Steps({ search, dump }: StepsProps): ReactElement {
  const navigate = useNavigate();
  // An address is seen and kept by others: no password goes into it.
  const [password, setPassword] = useState<string>();
  const { snapshotId: snapshot, sourceId: source, database } = dump;
  const go = (change: Partial<DatabaseRestoreSearch>, replace = false) =>
    void navigate({ to: '/databases/restore', replace, search: { ...search, snapshot, source, database, ...change } });
  if (search.run !== undefined) return <DatabaseRestoreRun key={search.run} runId={search.run} dump={dump} />;
  if (search.step === 'plan') {
    return (
      <DatabasePlanStep
        request={databaseRequest(search, dump, password)}
        onChange={(change) => go(change, true)}
        onBack={() => go({ step: undefined })}
        onStarted={(run) => go({ run })}
      />
    );
  }
  return (
    <ChooseDatabaseStep
      dump={dump}
      search={search}
      password={password}
      onPassword={setPassword}
      onChange={(change) => go(change, true)}
      onPreview={() => go({ step: 'plan' })}
    />
  );
}
