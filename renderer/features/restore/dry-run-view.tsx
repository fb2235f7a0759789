import { Button } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import type { RestorePreview } from '#shared/domain/restore.ts';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { t } from '../../app/messages/t.ts';
import { Answer } from '../../components/answer.tsx';
import { Note } from '../../components/note.tsx';
import { Problem } from '../../components/problem.tsx';
import { changesOf, detailOfDryRun, lacksSpace, titleOfDryRun } from './describe-dry-run.ts';
import styles from './dry-run-view.module.css';
import { LeftOut } from './left-out.tsx';
import { RestorePlan } from './restore-plan.tsx';
import { StepPage } from './step-page.tsx';

interface DryRunViewProps {
  readonly preview: RestorePreview | undefined;
  /** It is what was asked before. */
  readonly stale: boolean;
  readonly error: unknown;
  /** The snapshot that items are compared with; null where there is none to look into. */
  readonly snapshot: Snapshot | null;
  /** Whether what the items lie at is where the snapshot has them from. */
  readonly inPlace: boolean;
  /** What is restored from when, and where to. */
  readonly what: string;
  /** What has to be known before the answer is read. */
  readonly lead?: ReactNode;
  /** A step back from here. */
  readonly back: { readonly label: string; readonly go: () => void };
  readonly onRetry: () => void;
  /** What follows once everything is compared: until then the list has nothing below it that would move. */
  readonly children?: ReactNode;
}

/** “What exactly will happen?” The answer in a sentence, then every single entry, filling in while it is found out. */
export function DryRunView(props: DryRunViewProps): ReactElement {
  const { preview, stale, error, snapshot, inPlace, what, lead, back, onRetry, children } = props;
  const failed = error !== undefined && error !== null;
  return (
    <StepPage>
      <div className={styles.head}>
        <Answer
          title={failed ? t('dry-run.failed') : titleOfDryRun(preview)}
          detail={
            <>
              <p>{what}</p>
              {!failed && <p aria-live="polite">{detailOfDryRun(preview)}</p>}
            </>
          }
          actions={
            <Button variant="default" onClick={back.go}>
              {back.label}
            </Button>
          }
        />
      </div>
      <div className={styles.notes}>
        {lead}
        {failed && <Problem error={error} onRetry={onRetry} />}
        {preview?.complete && lacksSpace(preview) && (
          <Note tone="warn">
            {t('dry-run.no-space', {
              needed: formatBytes(preview.neededBytes),
              free: formatBytes(preview.freeBytes ?? 0),
            })}
          </Note>
        )}
      </div>
      {preview !== undefined && (!preview.complete || changesOf(preview) > 0) && (
        <RestorePlan key={preview.id} preview={preview} snapshot={snapshot} inPlace={inPlace} />
      )}
      {preview?.complete && <LeftOut leftOut={preview.leftOut} />}
      {(stale || preview?.complete) && children}
    </StepPage>
  );
}
