import type { ReactElement } from 'react';
import type { RestoreAction } from '#shared/domain/restore.ts';
import { t } from '../../app/messages/t.ts';
import styles from './restore-kind.module.css';
import { restoreKinds } from './restore-kinds.ts';

/** What would happen to an entry: icon, colour and word together. */
export function RestoreKind({ action }: { readonly action: RestoreAction }): ReactElement {
  const { icon: Icon, tone } = restoreKinds[action];
  return (
    <span className={tone === undefined ? styles.kind : `${styles.kind} ${styles[tone]}`}>
      <Icon size={16} stroke={2} aria-hidden />
      {t(`dry-run.kind.${action}`)}
    </span>
  );
}
