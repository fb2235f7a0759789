import type { ReactElement } from 'react';
import { type RestoreAction, type RestorePreview, restoreActions } from '#shared/domain/restore.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { formatNumber } from '../../app/format/format-number.ts';
import { t } from '../../app/messages/t.ts';
import { changesOf } from './describe-dry-run.ts';
import { RestoreKind } from './restore-kind.tsx';
import styles from './restore-totals.module.css';

interface RestoreTotalsProps {
  readonly preview: RestorePreview;
  /** Undefined: all of them. */
  readonly shown: RestoreAction | undefined;
  readonly onShow: (action: RestoreAction | undefined) => void;
}

/** How much of each kind; pressing one shows only that. All kinds have their place, also while they count nothing. */
export function RestoreTotals({ preview, shown, onShow }: RestoreTotalsProps): ReactElement {
  return (
    <ul className={styles.totals} aria-label={t('dry-run.kinds')}>
      <li>
        <button type="button" aria-pressed={shown === undefined} onClick={() => onShow(undefined)}>
          {t('dry-run.kind.all')}
          <span className={styles.count}>{formatNumber(changesOf(preview))}</span>
          <span className={styles.size} />
        </button>
      </li>
      {restoreActions.map((action) => {
        const { entries, bytes } = preview.totals[action];
        return (
          <li key={action}>
            <button
              type="button"
              aria-pressed={shown === action}
              disabled={entries === 0}
              onClick={() => onShow(shown === action ? undefined : action)}
            >
              <RestoreKind action={action} />
              <span className={styles.count}>{formatNumber(entries)}</span>
              <span className={styles.size}>{bytes === 0 ? '' : formatBytes(bytes)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
