import { Button } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import type { DatabaseRestorePreview } from '#shared/domain/database-restore.ts';
import { said } from '../../../app/messages/said.ts';
import { t } from '../../../app/messages/t.ts';
import { Answer } from '../../../components/answer.tsx';
import { Note } from '../../../components/note.tsx';
import { Problem } from '../../../components/problem.tsx';
import { Section } from '../../../components/section.tsx';
import { VirtualRows } from '../../../components/virtual-rows.tsx';
import { WaitingRows } from '../../../components/waiting-rows.tsx';
import { ConfirmForm } from '../../restore/confirm-form.tsx';
import { StepPage } from '../../restore/step-page.tsx';
import { nameOfTable } from '../name-of-table.ts';
import { byHarm, detailOfPlan, titleOfPlan } from './describe-database-plan.ts';
import { PlanTableRow } from './plan-table-row.tsx';
import styles from './restore-database.module.css';

interface DatabasePlanViewProps {
  readonly preview: DatabaseRestorePreview | undefined;
  /** It is being looked at anew: what is in sight can't be confirmed. */
  readonly stale: boolean;
  readonly error: unknown;
  /** A step back from here. */
  readonly back: { readonly label: string; readonly go: () => void };
  readonly onRetry: () => void;
  /** The verb on the button. */
  readonly label: string;
  readonly pending: boolean;
  readonly startError: unknown;
  readonly onStart: (confirm: string | undefined) => void;
  /** What has to be known, or given, before the answer is read. */
  readonly lead?: ReactNode;
  /** What else has to be decided before it is confirmed. */
  readonly children?: ReactNode;
}

const rowHeight = 32;
const rowsInSight = 12;

/** “What exactly will happen to this database?” The answer, each table with its rows now and then, and the confirmation. */
export function DatabasePlanView(props: DatabasePlanViewProps): ReactElement {
  const { preview, stale, error, back, onRetry, label, pending, startError, onStart, lead, children } = props;
  const failed = error !== null && error !== undefined;
  return (
    <StepPage>
      <Answer
        title={failed ? t('dry-run.failed') : titleOfPlan(preview)}
        detail={<p aria-live="polite">{!failed && preview !== undefined && detailOfPlan(preview)}</p>}
        actions={
          <Button variant="default" onClick={back.go}>
            {back.label}
          </Button>
        }
      />
      {lead !== undefined && <div className={styles.notes}>{lead}</div>}
      {failed && <Problem error={error} onRetry={onRetry} />}
      {preview === undefined && !failed && <WaitingRows count={8} height={rowHeight} />}
      {preview !== undefined && !failed && (
        <>
          <Notes preview={preview} />
          <Tables preview={preview} />
          <ConfirmForm
            hint={hintOf(preview)}
            complete={!stale}
            phrase={preview.phrase}
            consequence={preview.consequence}
            possible={!stale && preview.problems.length === 0}
            label={label}
            pending={pending}
            error={startError}
            onStart={onStart}
          >
            {children}
          </ConfirmForm>
        </>
      )}
    </StepPage>
  );
}

const hintOf = ({ mode, consequence }: DatabaseRestorePreview): string | undefined =>
  mode === 'create' && consequence === null ? t('confirm.created-only') : undefined;

function Notes({ preview: { problems, remarks } }: { readonly preview: DatabaseRestorePreview }): ReactElement | null {
  if (problems.length + remarks.length === 0) return null;
  return (
    <div className={styles.notes}>
      {problems.length > 0 && (
        <Note tone="warn">
          <Sentences sentences={problems} />
        </Note>
      )}
      {remarks.length > 0 && (
        <Note tone="info">
          <Sentences sentences={remarks} />
        </Note>
      )}
    </div>
  );
}

const Sentences = ({ sentences }: { readonly sentences: readonly string[] }): ReactElement => (
  <ul className={styles.sentences}>
    {sentences.map((sentence) => (
      <li key={sentence}>{said(sentence)}</li>
    ))}
  </ul>
);

function Tables({ preview }: { readonly preview: DatabaseRestorePreview }): ReactElement | null {
  const { tables, at } = preview;
  if (tables.length === 0) return null;
  return (
    <Section title={t('database-plan.tables')} hint={t('database-plan.tables.hint')}>
      <div className={styles.head} aria-hidden>
        <span className={styles.becomes} />
        <span>{t('tables.name')}</span>
        <span className={styles.number}>{t('database-plan.rows-now')}</span>
        <span className={styles.number} title={at}>
          {t('database-plan.rows-then')}
        </span>
      </div>
      <div className={styles.list} style={{ height: Math.min(tables.length, rowsInSight) * rowHeight }}>
        <VirtualRows
          items={byHarm(tables)}
          keyOf={nameOfTable}
          height={rowHeight}
          label={t('database-plan.list')}
          row={(table) => <PlanTableRow table={table} />}
        />
      </div>
    </Section>
  );
}
