import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { t } from '../../app/messages/t.ts';
import { Note } from '../../components/note.tsx';
import { Problem } from '../../components/problem.tsx';
import styles from './sample-plan-note.module.css';
import { useSample } from './use-sample.ts';

/** On the page of the sample's plan: what it is, and the one click that removes it all. */
export function SamplePlanNote({ planId }: { readonly planId: string }): ReactElement {
  const navigate = useNavigate();
  const { status, remove } = useSample();
  return (
    <div className={styles.sample}>
      <Note tone="info">{t('sample.plan')}</Note>
      {status?.planId === planId && (
        <Button
          variant="default"
          loading={remove.isPending}
          onClick={() => remove.mutate({}, { onSuccess: () => void navigate({ to: '/' }) })}
        >
          {t('sample.remove')}
        </Button>
      )}
      {remove.error !== null && <Problem error={remove.error} />}
    </div>
  );
}
