import type { ReactElement } from 'react';
import type { PlanPreview } from '#shared/domain/plan.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { showPath } from '../../app/format/show-path.ts';
import { said } from '../../app/messages/said.ts';
import { t } from '../../app/messages/t.ts';
import styles from './left-out.module.css';

/** What the exclusions match right now: why, how much, and examples. */
export function LeftOut({ preview }: { readonly preview: PlanPreview | undefined }): ReactElement | null {
  if (preview === undefined) return null;
  const { excluded, excludedFiles, excludedBytes } = preview;
  if (excluded.length === 0) return <p className={styles.none}>{t('exclude.nothing')}</p>;
  return (
    <div>
      <h3>{t('exclude.total', { count: excludedFiles, size: formatBytes(excludedBytes) })}</h3>
      <ul>
        {excluded.map(({ reason, entries, bytes, examples }) => (
          <li key={reason}>
            <details className={styles.reason}>
              <summary>
                <code className={styles.why}>{showPath(said(reason))}</code>
                <span className={styles.how}>{`${t('entries', { count: entries })} · ${formatBytes(bytes)}`}</span>
              </summary>
              <ul>
                {examples.map((path) => (
                  <li key={path} className={styles.example}>
                    {showPath(path)}
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ul>
    </div>
  );
}
