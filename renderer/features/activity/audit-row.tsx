import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { AuditEntry } from '#shared/domain/audit.ts';
import { t } from '../../app/messages/t.ts';
import { RowWords, rowClass } from '../../components/row.tsx';
import { When } from '../../components/when.tsx';
import { markOfOutcome } from '../runs/describe-run.ts';
import { describeEntry, nameEntry } from './describe-audit.ts';

/** An entry of the audit trail: result, who did what, to what, when and by which way. What a run did leads to the run. */
export function AuditRow({ entry }: { readonly entry: AuditEntry }): ReactElement {
  const { runId } = entry;
  if (runId === null) {
    return (
      <div className={rowClass}>
        <EntryWords entry={entry} />
      </div>
    );
  }
  return (
    <Link to="/activity/$runId" params={{ runId }} className={rowClass}>
      <EntryWords entry={entry} />
    </Link>
  );
}

const EntryWords = ({ entry }: { readonly entry: AuditEntry }): ReactElement => (
  <RowWords
    mark={markOfOutcome(entry.outcome)}
    name={nameEntry(entry)}
    detail={describeEntry(entry)}
    end={<When at={entry.at} />}
    endDetail={t(`audit.way.${entry.way}`)}
  />
);
