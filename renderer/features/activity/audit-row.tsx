import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { AuditEntry } from '#shared/domain/audit.ts';
import { t } from '../../app/messages/t.ts';
import { StateMark } from '../../components/state-mark.tsx';
import { When } from '../../components/when.tsx';
import { markOfOutcome } from '../runs/describe-run.ts';
import styles from './audit-row.module.css';
import { describeEntry, nameEntry } from './describe-audit.ts';

/** An entry of the audit trail: result, who did what, to what, when and by which way. What a run did leads to the run. */
export function AuditRow({ entry }: { readonly entry: AuditEntry }): ReactElement {
  const { runId } = entry;
  if (runId === null) {
    return (
      <div className={styles.row}>
        <EntryWords entry={entry} />
      </div>
    );
  }
  return (
    <Link to="/activity/$runId" params={{ runId }} className={styles.row}>
      <EntryWords entry={entry} />
    </Link>
  );
}

function EntryWords({ entry }: { readonly entry: AuditEntry }): ReactElement {
  const description = describeEntry(entry);
  const name = nameEntry(entry);
  return (
    <>
      <span className={styles.outcome}>
        <StateMark {...markOfOutcome(entry.outcome)} />
      </span>
      <span className={styles.words}>
        <span className={styles.name} title={name}>
          {name}
        </span>
        <span className={styles.description} title={description}>
          {description}
        </span>
      </span>
      <span className={styles.when}>
        <When at={entry.at} />
        <span className={styles.quiet}>{t(`audit.way.${entry.way}`)}</span>
      </span>
    </>
  );
}
