import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconArrowsDiff, IconDots, IconPin, IconPinned, IconShieldCheck, IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { t } from '../../app/messages/t.ts';
import { Problem } from '../../components/problem.tsx';
import { DeleteSnapshot } from './delete-snapshot.tsx';
import { neighbourOf } from './shown-snapshot.ts';
import styles from './snapshot-actions.module.css';
import { useSnapshotWork } from './use-snapshot-work.ts';

interface SnapshotActionsProps {
  readonly snapshot: Snapshot;
  /** All of its plan, newest first. */
  readonly snapshots: readonly Snapshot[];
  readonly comparing: boolean;
  readonly onCompare: (since: string) => void;
  readonly deleting: boolean;
  /** Asks for the phrase that deletes, or no longer. */
  readonly onDelete: (wanted: boolean) => void;
}

/** What can be done with a snapshot besides restoring from it. */
export function SnapshotActions(props: SnapshotActionsProps): ReactElement {
  const { snapshot, snapshots, comparing, onCompare, deleting, onDelete } = props;
  const { pin, verify } = useSnapshotWork();
  const neighbour = neighbourOf(snapshot, snapshots);
  return (
    <>
      {neighbour !== undefined && !comparing && (
        <Button
          variant="default"
          leftSection={<IconArrowsDiff size={16} aria-hidden />}
          onClick={() => onCompare(neighbour.id)}
        >
          {t('time.compare')}
        </Button>
      )}
      <Tooltip label={t(snapshot.pinned ? 'time.unpin' : 'time.pin')}>
        <ActionIcon
          variant="default"
          size={32}
          aria-label={t(snapshot.pinned ? 'time.unpin' : 'time.pin')}
          aria-pressed={snapshot.pinned}
          loading={pin.isPending}
          onClick={() => pin.mutate({ snapshot: snapshot.id, pinned: !snapshot.pinned })}
        >
          {snapshot.pinned ? <IconPinned size={16} aria-hidden /> : <IconPin size={16} aria-hidden />}
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={32} aria-label={t('time.more')}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconShieldCheck size={16} aria-hidden />}
            onClick={() => verify.mutate({ snapshot: snapshot.id })}
          >
            {t('time.verify')}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={() => onDelete(true)}>
            {t('time.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {(pin.error ?? verify.error) !== null && (
        <div className={styles.below}>
          <Problem error={pin.error ?? verify.error} />
        </div>
      )}
      {deleting && (
        <div className={styles.below}>
          <DeleteSnapshot key={snapshot.id} snapshot={snapshot} onClose={() => onDelete(false)} />
        </div>
      )}
    </>
  );
}
