import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Run } from '#shared/domain/run.ts';
import { formatDuration } from '../../app/format/format-duration.ts';
import { saidSubject } from '../../app/messages/said.ts';
import { t } from '../../app/messages/t.ts';
import { RowWords, rowClass } from '../../components/row.tsx';
import { When } from '../../components/when.tsx';
import { describeResult, markOfOutcome, nameRun } from '../runs/describe-run.ts';

/** A run in the list: outcome, what it was, what it changed, when and how long. */
export const RunRow = ({ run }: { readonly run: Run }): ReactElement => (
  <Link to="/activity/$runId" params={{ runId: run.id }} className={rowClass}>
    <RowWords
      mark={markOfOutcome(run.outcome)}
      name={nameRun(run)}
      nameTitle={saidSubject(run.subject)}
      detail={detailOf(run)}
      end={<When at={run.startedAt} />}
      endDetail={run.outcome === null ? '' : formatDuration(run.durationMs)}
    />
  </Link>
);

function detailOf(run: Run): string {
  const result = describeResult(run) || saidSubject(run.subject);
  return run.warningCount === 0 ? result : `${result} · ${t('warnings', { count: run.warningCount })}`;
}
