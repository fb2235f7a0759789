import type { ReactElement } from 'react';
import type { PlanStatus } from '#shared/domain/plan.ts';
import { t } from '../../app/messages/t.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { Note } from '../../components/note.tsx';
import styles from './unusual.module.css';

/** On a plan of which far more changed than is usual: that it did, and where to answer. */
export function UnusualNote({ status: { plan, unusual } }: { readonly status: PlanStatus }): ReactElement | null {
  if (unusual === null) return null;
  const { files, changed, removed } = unusual;
  return (
    <div className={styles.note}>
      <Note tone="warn">
        <p>{t('unusual.note', { lost: changed + removed, files: t('files', { count: files }) })}</p>
        <LinkButton variant="default" mt={8} to="/plans/$planId/unusual" params={{ planId: plan.id }}>
          {t('unusual.note.see')}
        </LinkButton>
      </Note>
    </div>
  );
}
