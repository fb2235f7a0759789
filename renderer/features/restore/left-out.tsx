import type { ReactElement } from 'react';
import type { RestorePreview } from '#shared/domain/restore.ts';
import { said } from '../../app/messages/said.ts';
import { t } from '../../app/messages/t.ts';
import { Note } from '../../components/note.tsx';
import styles from './left-out.module.css';
import { ShortList } from './short-list.tsx';

/** What would be left as it is though it was asked for, and why. */
export function LeftOut({ leftOut: { count, first } }: Pick<RestorePreview, 'leftOut'>): ReactElement | null {
  if (count === 0) return null;
  return (
    <div className={styles.left}>
      <Note tone="warn">
        {t('dry-run.left-out', { count })}
        <ShortList items={first.map(({ path, reason }) => `${path}: ${said(reason)}`)} total={count} />
      </Note>
    </div>
  );
}
