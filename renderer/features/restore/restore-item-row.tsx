import { Link } from '@tanstack/react-router';
import { memo, type ReactElement } from 'react';
import type { RestoreAction, RestoreItem } from '#shared/domain/restore.ts';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { PathLabel } from '../../components/path-label.tsx';
import styles from './restore-item-row.module.css';
import { RestoreKind } from './restore-kind.tsx';

interface RestoreItemRowProps {
  readonly item: RestoreItem;
  /** Where the item can be looked at as it was; null where there is no such place. */
  readonly snapshot: Snapshot | null;
  /** Whether the snapshot has it from where it goes to. */
  readonly inPlace: boolean;
}

/** Where something is there that would differ. */
const compared: ReadonlySet<RestoreAction> = new Set(['overwrite', 'overwrite-newer', 'beside']);

/** One entry and what would happen to it; it opens beside what is there now, or else as the snapshot holds it. */
export const RestoreItemRow = memo(function RestoreItemRow(props: RestoreItemRowProps): ReactElement {
  const { item, snapshot, inPlace } = props;
  const { action, source } = item;
  if (source === null || snapshot === null) {
    return (
      <div className={styles.row}>
        <Words item={item} />
      </div>
    );
  }
  if (inPlace && compared.has(action)) {
    return (
      <Link to="/compare" search={{ path: source, from: snapshot.id, to: 'now' }} className={styles.row}>
        <Words item={item} />
      </Link>
    );
  }
  return (
    <Link to="/time" search={{ plan: snapshot.planId, snapshot: snapshot.id, path: source }} className={styles.row}>
      <Words item={item} />
    </Link>
  );
});

const Words = ({ item: { action, path, size } }: Pick<RestoreItemRowProps, 'item'>): ReactElement => (
  <>
    <span className={styles.action}>
      <RestoreKind action={action} />
    </span>
    <span className={styles.path}>
      <PathLabel path={path} />
    </span>
    <span className={styles.size}>{formatBytes(size)}</span>
  </>
);
