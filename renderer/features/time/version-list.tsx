import { IconArrowsDiff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { HistoryVersion } from '#shared/domain/finding.ts';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { describeError } from '../../app/describe-error.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { formatDateTime, formatExact } from '../../app/format/format-when.ts';
import { t } from '../../app/messages/t.ts';
import { VirtualRows } from '../../components/virtual-rows.tsx';
import { isBeside, isState } from './shown-snapshot.ts';
import type { Versions } from './use-versions.ts';
import styles from './version-list.module.css';

interface VersionListProps {
  readonly versions: Versions;
  readonly snapshot: Snapshot;
  /** Ids of the snapshots that hold damage. */
  readonly damaged: ReadonlySet<string>;
  readonly onMoment: (snapshot: string) => void;
}

const rowHeight = 48;
const rowsInSight = 4;
/** Room that is kept while they are read. */
const rowsAtFirst = 2;

/** The history of a file: each version with the moment from which it was so. The ruler marks where the content changed. */
export function VersionList({ versions, snapshot, damaged, onMoment }: VersionListProps): ReactElement {
  const { list, error } = versions;
  const first = list?.at(-1);
  return (
    <section aria-label={t('history.label')}>
      <h3>{list === undefined ? t('history.label') : t('history.count', { count: list.length })}</h3>
      {error !== null && error !== undefined && <p className={styles.quiet}>{describeError(error).sentence}</p>}
      <div className={styles.list} style={{ height: Math.min(list?.length ?? rowsAtFirst, rowsInSight) * rowHeight }}>
        {list !== undefined && list.length > 0 && (
          <VirtualRows
            items={list}
            keyOf={({ firstSnapshot }) => firstSnapshot.id}
            height={rowHeight}
            label={t('history.list')}
            row={(version) => (
              <VersionRow
                version={version}
                first={version === first}
                damaged={damaged.has(version.firstSnapshot.id)}
                snapshot={snapshot}
                onMoment={onMoment}
              />
            )}
          />
        )}
      </div>
    </section>
  );
}

/** A safety copy holds what lay there, which is no version of the plan's. */
const isHeld = (version: HistoryVersion, snapshot: Snapshot): boolean =>
  isState(snapshot) && isBeside(version, snapshot) && isWithin(version, snapshot);

const isWithin = ({ firstSnapshot, lastSnapshot }: HistoryVersion, snapshot: Snapshot): boolean =>
  firstSnapshot.at <= snapshot.completedAt && snapshot.completedAt <= lastSnapshot.at;

interface VersionRowProps {
  readonly version: HistoryVersion;
  /** The oldest one. */
  readonly first: boolean;
  /** Its snapshot holds damage. */
  readonly damaged: boolean;
  readonly snapshot: Snapshot;
  readonly onMoment: (snapshot: string) => void;
}

function VersionRow({ version, first, damaged, snapshot, onMoment }: VersionRowProps): ReactElement {
  const { firstSnapshot, type, size, path } = version;
  const held = isHeld(version, snapshot);
  const time = formatDateTime(firstSnapshot.at);
  // What is shown is compared with what is there now, any other with what is shown: from the older to the newer.
  const sides = held
    ? { from: snapshot.id, to: 'now' }
    : firstSnapshot.at < snapshot.completedAt
      ? { from: firstSnapshot.id, to: snapshot.id }
      : { from: snapshot.id, to: firstSnapshot.id };
  return (
    <div className={styles.row} data-held={held || undefined}>
      <button
        type="button"
        className={styles.moment}
        aria-current={held || undefined}
        title={formatExact(firstSnapshot.at)}
        onClick={() => onMoment(firstSnapshot.id)}
      >
        <span className={styles.when}>{time}</span>
        <span className={styles.size}>{type === 'file' ? formatBytes(size) : ''}</span>
        <span className={styles.words} title={damaged ? t('find.damaged') : undefined}>
          {wordsOf(version, first, damaged)}
        </span>
      </button>
      {type === 'file' && (
        <Link
          to="/compare"
          search={{ path, ...sides }}
          className={styles.compare}
          title={t(held ? 'history.compare-now' : 'history.compare')}
          aria-label={held ? t('history.compare-now') : t('history.compare-one', { time })}
        >
          <IconArrowsDiff size={16} aria-hidden />
        </Link>
      )}
    </div>
  );
}

/** Whether the content is another than that of the version before, and whether it is still so. */
function wordsOf({ differs, current, type }: HistoryVersion, first: boolean, damaged: boolean): string {
  const words = [
    ...(type !== 'file' ? [] : [t(first ? 'history.first' : differs ? 'history.differs' : 'history.same')]),
    ...(current ? [t('history.current')] : []),
    ...(damaged ? [t('history.damaged')] : []),
  ];
  return words.join(' · ');
}
