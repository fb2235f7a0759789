import type { ReactElement } from 'react';
import type { AuditEntry } from '#shared/domain/audit.ts';
import { t } from '../../app/messages/t.ts';
import { RowWords } from '../../components/row.tsx';
import { When } from '../../components/when.tsx';
import { markOfOutcome } from '../runs/describe-run.ts';
import { describeEntry, nameEntry } from './describe-audit.ts';
import { RowOfRun } from './row-of-run.tsx';

/** An entry of the audit trail: result, who did what, to what, when and by which way. What a run did leads to the run. */
export const AuditRow = ({ entry }: { readonly entry: AuditEntry }): ReactElement => (
  <RowOfRun runId={entry.runId}>
    <RowWords
      mark={markOfOutcome(entry.outcome)}
      name={nameEntry(entry)}
      detail={describeEntry(entry)}
      end={<When at={entry.at} />}
      endDetail={t(`audit.way.${entry.way}`)}
    />
  </RowOfRun>
);
