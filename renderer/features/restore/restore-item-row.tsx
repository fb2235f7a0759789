import { IconAlertTriangle, IconMinus, IconPencil, IconPlus, type TablerIcon } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { RestoreAction, RestoreItem } from '#shared/domain/restore.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { t } from '../../app/messages/t.ts';
import { PathLabel } from '../../components/path-label.tsx';
import styles from './restore-item-row.module.css';

const icons: Readonly<Record<RestoreAction, TablerIcon>> = {
  create: IconPlus,
  overwrite: IconPencil,
  delete: IconMinus,
};

export function RestoreItemRow({ item: { action, path, size, newer } }: { readonly item: RestoreItem }): ReactElement {
  const Icon = icons[action];
  return (
    <div className={styles.row}>
      <span className={styles.action}>
        <Icon size={16} aria-hidden />
        {t(`dry-run.item.${action}`)}
      </span>
      <span className={styles.path}>
        <PathLabel path={path} />
      </span>
      {newer && (
        <span className={styles.newer}>
          <IconAlertTriangle size={16} aria-hidden />
          {t('dry-run.item.newer')}
        </span>
      )}
      <span className={styles.size}>{formatBytes(size)}</span>
    </div>
  );
}
