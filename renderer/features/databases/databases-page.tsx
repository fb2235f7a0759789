import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useNow } from '../../app/format/use-now.ts';
import { t } from '../../app/messages/t.ts';
import { Answer } from '../../components/answer.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Problem } from '../../components/problem.tsx';
import { VirtualRows } from '../../components/virtual-rows.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import { RunOutcome } from '../runs/run-outcome.tsx';
import { answerDatabases, detailDatabases } from './answer-databases.ts';
import styles from './databases-page.module.css';
import { DumpRow } from './dump-row.tsx';
import { useNewestDumps } from './use-newest-dumps.ts';
import { useProve } from './use-prove.ts';

/** “Could I restore my databases?” */
export function DatabasesPage(): ReactElement {
  const { run } = useSearch({ from: '/databases' });
  const navigate = useNavigate();
  const now = useNow();
  const { data, error, refetch } = useNewestDumps();
  const { prove, shown, busy } = useProve(
    run,
    (runId) => void navigate({ to: '/databases', search: { run: runId }, replace: true }),
  );
  const dumps = data?.items;
  return (
    <div className={styles.page}>
      <Answer
        title={error === null ? dumps && answerDatabases(dumps) : t('databases.unknown')}
        detail={dumps && detailDatabases(dumps, now)}
        actions={
          dumps?.length === 0 ? (
            <LinkButton to="/plans">{t('databases.none.plans')}</LinkButton>
          ) : (
            <Button disabled={busy || dumps === undefined} onClick={() => prove.mutate({})}>
              {t('databases.prove-all')}
            </Button>
          )
        }
      />
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      {prove.error !== null && <Problem error={prove.error} />}
      {shown !== undefined && <RunOutcome key={shown} runId={shown} />}
      <div className={styles.list}>
        {dumps === undefined && error === null && <WaitingRows count={4} height={56} />}
        {dumps !== undefined && dumps.length > 0 && (
          <VirtualRows
            items={dumps}
            keyOf={({ planId, sourceId, database }) => JSON.stringify([planId, sourceId, database])}
            height={56}
            label={t('databases.list')}
            row={(dump) => <DumpRow dump={dump} />}
          />
        )}
      </div>
    </div>
  );
}
