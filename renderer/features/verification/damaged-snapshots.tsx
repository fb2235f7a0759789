import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { api } from '../../api/queries.ts';
import { formatSecond } from '../../app/format/format-when.ts';
import { showPath } from '../../app/format/show-path.ts';
import { said } from '../../app/messages/said.ts';
import { t } from '../../app/messages/t.ts';
import { Problem } from '../../components/problem.tsx';
import { Section } from '../../components/section.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import styles from './verification.module.css';

interface DamagedSnapshotsProps {
  /** Newest first. */
  readonly snapshots: readonly Snapshot[];
  readonly busy: boolean;
  readonly onRepair: (snapshot: Snapshot) => void;
}

/** So many are shown at first: with a damaged file that never changed it may be all of them. */
const shownAtFirst = 10;

/** The snapshots with damaged files, each with what is wrong in it; the newest one is open. */
export function DamagedSnapshots({ snapshots, busy, onRepair }: DamagedSnapshotsProps): ReactElement {
  const [shown, setShown] = useState(shownAtFirst);
  return (
    <Section title={t('harm.title')} hint={t('harm.hint')}>
      <ul>
        {snapshots.slice(0, shown).map((snapshot, index) => (
          <li key={snapshot.id} className={styles.damaged}>
            <DamagedSnapshot snapshot={snapshot} first={index === 0} busy={busy} onRepair={() => onRepair(snapshot)} />
          </li>
        ))}
      </ul>
      {snapshots.length > shown && (
        <Button variant="default" onClick={() => setShown(shown + 10 * shownAtFirst)}>
          {t('harm.more')}
        </Button>
      )}
    </Section>
  );
}

interface DamagedSnapshotProps {
  readonly snapshot: Snapshot;
  readonly first: boolean;
  readonly busy: boolean;
  readonly onRepair: () => void;
}

function DamagedSnapshot({ snapshot, first, busy, onRepair }: DamagedSnapshotProps): ReactElement {
  const [open, setOpen] = useState(first);
  const { id, planId, planName, completedAt, damaged } = snapshot;
  const time = formatSecond(completedAt);
  return (
    <>
      <div className={styles.head}>
        <Link to="/time" search={{ plan: planId, snapshot: id }} className={styles.name}>
          {t('harm.of', { plan: planName, time })}
        </Link>
        <Button variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('harm.files', { count: damaged })}
        </Button>
        <Button
          variant="default"
          disabled={busy || !snapshot.available}
          aria-label={t('verification.repair-one', { plan: planName, time })}
          onClick={onRepair}
        >
          {t('verification.repair')}
        </Button>
      </div>
      {open && <DamagedFiles snapshot={id} />}
    </>
  );
}

function DamagedFiles({ snapshot }: { readonly snapshot: string }): ReactElement {
  const { data, error, refetch, fetchNextPage, hasNextPage } = useInfiniteQuery(
    api.snapshots.damage.infiniteOptions({
      input: (after: string | undefined) => ({ snapshot, after, limit: 100 }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
  );
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <WaitingRows count={1} height={32} />;
  return (
    <>
      <ul className={styles.files}>
        {data.pages
          .flatMap((page) => page.items)
          .map(({ path, reason, sharedWith }) => (
            <li key={path} className={styles.file}>
              <span className={styles.path}>{showPath(path)}</span>
              <span className={styles.bad}>{said(reason)}</span>
              {sharedWith.length > 0 && (
                <span className={styles.quiet} title={sharedWith.join(', ')}>
                  {t('harm.shared', { count: sharedWith.length })}
                </span>
              )}
            </li>
          ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" onClick={() => void fetchNextPage()}>
          {t('harm.more')}
        </Button>
      )}
    </>
  );
}
