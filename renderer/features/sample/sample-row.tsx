import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import type { SampleStatus } from '#shared/domain/sample.ts';
import { t } from '../../app/messages/t.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { Problem } from '../../components/problem.tsx';
import { SampleProgress } from './sample-progress.tsx';
import styles from './sample-row.module.css';
import { useSample } from './use-sample.ts';
import { wordsOfSample } from './words-of-sample.ts';

/** Sample data: offered, while it is made, to be looked at, and removed by one click. */
export function SampleRow(): ReactElement | null {
  const { status, make, remove } = useSample();
  if (status === undefined) return null;
  const { title, hint } = wordsOfSample(status);
  const error = make.error ?? remove.error;
  return (
    <section className={styles.row} aria-labelledby="sample-title">
      <div className={styles.words}>
        <h2 id="sample-title">{title}</h2>
        {status.state === 'making' ? (
          <div className={styles.progress}>
            <SampleProgress status={status} />
          </div>
        ) : (
          <p>{hint}</p>
        )}
      </div>
      <div className={styles.actions}>
        <Actions
          status={status}
          making={make.isPending}
          removing={remove.isPending}
          onMake={() => make.mutate({ name: t('sample.plan-name') })}
          onRemove={() => remove.mutate({})}
        />
      </div>
      {error !== null && !isGivenUp(error) && (
        <div className={styles.problem}>
          <Problem error={error} />
        </div>
      )}
    </section>
  );
}

/** Whoever stopped it needs no telling. */
const isGivenUp = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'cancelled';

interface ActionsProps {
  readonly status: SampleStatus;
  readonly making: boolean;
  readonly removing: boolean;
  readonly onMake: () => void;
  readonly onRemove: () => void;
}

function Actions({ status: { state, planId }, making, removing, onMake, onRemove }: ActionsProps): ReactElement {
  const remove = (label: string) => (
    <Button variant="default" loading={removing || state === 'removing'} onClick={onRemove}>
      {label}
    </Button>
  );
  switch (state) {
    case 'none':
      return (
        <Button variant="default" loading={making} onClick={onMake}>
          {t('sample.make')}
        </Button>
      );
    case 'making':
      return remove(t('sample.stop'));
    case 'unfinished':
      return remove(t('sample.remove-rest'));
    case 'removing':
      return remove(t('sample.remove'));
    case 'ready':
      return (
        <>
          {planId !== null && (
            <LinkButton to="/time" search={{ plan: planId }} variant="default">
              {t('sample.look')}
            </LinkButton>
          )}
          {remove(t('sample.remove'))}
        </>
      );
  }
}
