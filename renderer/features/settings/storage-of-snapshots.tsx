import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { api } from '../../api/queries.ts';
import { describeError } from '../../app/describe-error.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { formatSecond } from '../../app/format/format-when.ts';
import { t } from '../../app/messages/t.ts';
import { Problem } from '../../components/problem.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import styles from './storage.module.css';

/** So many are shown at first, the newest. */
const shownAtFirst = 10;

/** What each snapshot of a plan holds and had to copy; what it takes alone where somebody wants to know. */
export function StorageOfSnapshots({ plan }: { readonly plan: string }): ReactElement {
  const [shown, setShown] = useState(shownAtFirst);
  const { data, error, refetch } = useQuery(api.snapshots.list.queryOptions({ input: { plan } }));
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <WaitingRows count={3} height={32} />;
  return (
    <>
      <ul className={styles.snapshots}>
        {data.slice(0, shown).map((snapshot) => (
          <SnapshotLine key={snapshot.id} snapshot={snapshot} />
        ))}
      </ul>
      {data.length > shown && (
        <Button variant="default" onClick={() => setShown(shown + 10 * shownAtFirst)}>
          {t('harm.more')}
        </Button>
      )}
    </>
  );
}

function SnapshotLine({ snapshot }: { readonly snapshot: Snapshot }): ReactElement {
  const { id, planId, completedAt, bytes, dumpBytes, changes } = snapshot;
  return (
    <li className={styles.snapshot}>
      <Link to="/time" search={{ plan: planId, snapshot: id }}>
        {formatSecond(completedAt)}
      </Link>
      <span className={styles.number}>
        {t('storage.snapshot', {
          all: formatBytes(bytes + dumpBytes),
          new: formatBytes(changes.bytesCopied + dumpBytes),
        })}
      </span>
      <Measured snapshot={snapshot} />
    </li>
  );
}

function Measured({ snapshot: { id, completedAt, available } }: { readonly snapshot: Snapshot }): ReactElement {
  const [wanted, setWanted] = useState(false);
  const { data, error, isFetching } = useQuery({
    ...api.storage.measure.queryOptions({ input: { snapshot: id } }),
    enabled: wanted,
  });
  if (error !== null) return <span className={styles.number}>{describeError(error).sentence}</span>;
  if (data !== undefined) {
    const { uniqueBytes, sharedBytes } = data;
    return (
      <span className={styles.number}>
        {t('storage.measured', { own: formatBytes(uniqueBytes), shared: formatBytes(sharedBytes) })}
      </span>
    );
  }
  if (isFetching) return <span className={styles.number}>{t('storage.measuring')}</span>;
  return (
    <Button
      variant="subtle"
      px={0}
      disabled={!available}
      title={t('storage.measure.hint')}
      aria-label={t('storage.measure.label', { time: formatSecond(completedAt) })}
      onClick={() => setWanted(true)}
    >
      {t('storage.measure')}
    </Button>
  );
}
