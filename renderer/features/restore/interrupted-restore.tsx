import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Run } from '#shared/domain/run.ts';
import { formatAgo } from '../../app/format/format-when.ts';
import { useNow } from '../../app/format/use-now.ts';
import { saidSubject } from '../../app/messages/said.ts';
import { t } from '../../app/messages/t.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { Problem } from '../../components/problem.tsx';
import styles from './interrupted-restore.module.css';
import { useFinishRestore } from './use-finish-restore.ts';
import { useRestoreStatus } from './use-restore-status.ts';

/** A restore that was cut off, and the two ways on. */
export function InterruptedRestore({ run }: { readonly run: Run }): ReactElement {
  const now = useNow();
  const status = useRestoreStatus(run);
  const finish = useFinishRestore();
  return (
    <section className={styles.notice} aria-label={t('interrupted.one')}>
      <IconAlertTriangle size={16} stroke={2} aria-hidden />
      <div className={styles.words}>
        <p className={styles.what}>{t('interrupted.one')}</p>
        <p>
          {t('interrupted.what', { subject: saidSubject(run.subject), ago: formatAgo(run.startedAt, now) })}{' '}
          <Link to="/activity/$runId" params={{ runId: run.id }}>
            {t('interrupted.see')}
          </Link>
        </p>
        {finish.error !== null && <Problem error={finish.error} />}
      </div>
      <div className={styles.actions}>
        {status?.finish.possible && (
          <Button variant="default" loading={finish.isPending} onClick={() => finish.mutate({ restore: run.id })}>
            {t('interrupted.finish')}
          </Button>
        )}
        {status?.undo.possible && (
          <LinkButton to="/restore/undo/$runId" params={{ runId: run.id }} variant="default">
            {t('interrupted.undo')}
          </LinkButton>
        )}
      </div>
    </section>
  );
}
