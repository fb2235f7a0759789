import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useMemo, useState } from 'react';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { formatAgo } from '../../app/format/format-when.ts';
import { useNow } from '../../app/format/use-now.ts';
import { t } from '../../app/messages/t.ts';
import type { TimeSearch } from '../../app/search-params.ts';
import { Answer } from '../../components/answer.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { TimeRuler } from '../../components/time-ruler/time-ruler.tsx';
import { togglePath } from './chosen-paths.ts';
import { CompareBar } from './compare-bar.tsx';
import { damagedIn } from './damaged-in.ts';
import { DifferenceList } from './difference-list.tsx';
import { EntryPanel } from './entry-panel.tsx';
import { FileBrowser } from './file-browser.tsx';
import { inOrder } from './in-order.ts';
import { isBeside, isState, placeOf } from './shown-snapshot.ts';
import { SnapshotActions } from './snapshot-actions.tsx';
import { SnapshotDatabases } from './snapshot-databases.tsx';
import { SnapshotFacts } from './snapshot-facts.tsx';
import { SnapshotNotes } from './snapshot-notes.tsx';
import styles from './snapshot-view.module.css';
import { useVersions } from './use-versions.ts';

interface SnapshotViewProps {
  readonly snapshot: Snapshot;
  /** All of its plan, newest first. */
  readonly snapshots: readonly Snapshot[];
  readonly path: string | undefined;
  readonly since: string | undefined;
  /** Whether the snapshot is about to be deleted. */
  readonly deleting: boolean;
}

/** A plan at a moment: the ruler, the tree or what changed since another moment, and the details of one entry. */
export function SnapshotView({ snapshot, snapshots, path, since, deleting }: SnapshotViewProps): ReactElement {
  const navigate = useNavigate();
  const now = useNow();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const moments = useMemo(
    () =>
      snapshots
        .map(({ id, completedAt, kind, damaged }) => ({
          id,
          at: Date.parse(completedAt),
          safety: kind === 'safety',
          damaged: damaged > 0,
        }))
        .reverse(),
    [snapshots],
  );
  const damaged = useMemo(() => damagedIn(snapshots), [snapshots]);
  const versions = useVersions(path, snapshot.planId);
  const go = (change: TimeSearch, replace = false) =>
    void navigate({
      replace,
      to: '/time',
      search: { plan: snapshot.planId, snapshot: snapshot.id, path, since, ...change },
    });
  // All of a safety copy is brought back by undoing the restore that made it.
  const undoes = snapshot.kind === 'safety' && snapshot.available;
  // A safety copy is no state of the plan that another could be compared with, nor are databases alone.
  const states = snapshots.filter((one) => isState(one) && isBeside(one, snapshot));
  const other = isState(snapshot) ? states.find(({ id }) => id === since && id !== snapshot.id) : undefined;
  const compared = other && inOrder(snapshot, other);
  return (
    <>
      <Answer
        steady
        title={t(snapshot.kind === 'safety' ? 'time.title.safety' : 'time.title', {
          plan: snapshot.planName,
          ago: formatAgo(snapshot.completedAt, now),
        })}
        detail={<SnapshotFacts snapshot={snapshot} place={placeOf(snapshot, snapshots)} />}
        actions={
          <>
            <SnapshotActions
              snapshot={snapshot}
              snapshots={snapshots}
              comparing={other !== undefined}
              onCompare={(id) => go({ since: id })}
              deleting={deleting}
              onDelete={(wanted) => go({ deleting: wanted ? true : undefined }, true)}
            />
            {undoes && (
              <LinkButton
                to={snapshot.hasFiles ? '/restore/undo/$runId' : '/databases/undo/$runId'}
                params={{ runId: snapshot.id }}
              >
                {t('restore.next.undo')}
              </LinkButton>
            )}
            {snapshot.hasFiles && (!undoes || chosen.size > 0) && (
              <Button
                variant={undoes ? 'default' : 'filled'}
                disabled={!snapshot.available}
                onClick={() => void navigate({ to: '/restore', search: { snapshot: snapshot.id, paths: [...chosen] } })}
              >
                {chosen.size === 0 ? t('time.restore-all') : t('time.restore-chosen', { count: chosen.size })}
              </Button>
            )}
          </>
        }
      />
      <SnapshotNotes snapshot={snapshot} />
      <TimeRuler
        moments={moments}
        chosen={snapshot.id}
        since={other?.id}
        changedAt={versions.changedAt}
        label={t('time.ruler', { plan: snapshot.planName })}
        onChoose={(id) => go({ snapshot: id }, true)}
      />
      {other !== undefined && (
        <CompareBar
          snapshots={states}
          snapshot={snapshot}
          other={other}
          onChange={(id) => go({ since: id })}
          onEnd={() => go({ since: undefined })}
        />
      )}
      <SnapshotDatabases snapshot={snapshot} />
      {snapshot.hasFiles && (
        <div className={styles.split} data-panel={path !== undefined || undefined}>
          {compared === undefined ? (
            <FileBrowser
              snapshot={snapshot}
              shown={path}
              chosen={chosen}
              onChoose={(one) => setChosen((before) => togglePath(before, one))}
              onShow={(one) => go({ path: one })}
            />
          ) : (
            <DifferenceList
              older={compared[0].id}
              newer={compared[1].id}
              shown={path}
              onShow={(one) => go({ path: one })}
            />
          )}
          {path !== undefined && (
            <EntryPanel
              snapshot={snapshot}
              path={path}
              versions={versions}
              damaged={damaged}
              compared={compared}
              onMoment={(id) => go({ snapshot: id })}
              onClose={() => go({ path: undefined })}
            />
          )}
        </div>
      )}
    </>
  );
}
