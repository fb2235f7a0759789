import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Dump } from '#shared/domain/database.ts';
import { showPath } from '../../app/format/show-path.ts';
import { useNow } from '../../app/format/use-now.ts';
import { t } from '../../app/messages/t.ts';
import { Section } from '../../components/section.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import { describeProof, markOfDump } from '../databases/describe-proof.ts';
import { useNewestDumps } from '../databases/use-newest-dumps.ts';
import styles from './verification.module.css';

interface DatabaseProofsProps {
  readonly busy: boolean;
  /** Restores the newest dump of a database and compares it. */
  readonly onProve: (dump: Dump) => void;
}

/** So many are shown here; all of them have a page of their own. */
const shownAtMost = 20;

/** For each database: whether its newest dump is proven by restoring it. Nothing where no database is backed up. */
export function DatabaseProofs({ busy, onProve }: DatabaseProofsProps): ReactElement | null {
  const now = useNow();
  const { data } = useNewestDumps();
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Section
      title={t('proofs.databases')}
      hint={t('proofs.databases.hint')}
      actions={<Link to="/databases">{t('proofs.databases.see')}</Link>}
    >
      <ul>
        {data.items.slice(0, shownAtMost).map((dump) => {
          const { planId, snapshotId: snapshot, sourceId: source, database } = dump;
          return (
            <li key={JSON.stringify([planId, source, database])} className={styles.database}>
              <StateMark {...markOfDump(dump)} />
              <Link to="/databases/dump" search={{ snapshot, source, database }} className={styles.name}>
                {showPath(database)}
              </Link>
              <span className={styles.number}>{describeProof(dump, now)}</span>
              <Button
                variant="default"
                disabled={busy}
                aria-label={t('proofs.prove-one', { database: showPath(database) })}
                onClick={() => onProve(dump)}
              >
                {t('proofs.prove')}
              </Button>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
