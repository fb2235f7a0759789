import type { ReactElement } from 'react';
import type { PlanPreview } from '#shared/domain/plan.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';
import { Note } from '../../components/note.tsx';
import styles from './preview-summary.module.css';

const named = 10;

/** What all of it comes to, and what could not be read. One line, whose height is there from the start. */
export function PreviewSummary({ preview }: { readonly preview: PlanPreview | undefined }): ReactElement {
  return (
    <>
      <p className={styles.total} aria-live="polite" aria-busy={preview !== undefined && !preview.done}>
        {preview === undefined ? '' : summaryOf(preview)}
      </p>
      {preview !== undefined && preview.unreadable.length > 0 && (
        <Note tone="warn">
          <p>{t('preview.unreadable', { count: preview.unreadable.length })}</p>
          <ul>
            {preview.unreadable.slice(0, named).map((path) => (
              <li key={path} className={styles.path}>
                {showPath(path)}
              </li>
            ))}
          </ul>
        </Note>
      )}
    </>
  );
}

const summaryOf = ({ done, files, folders, bytes }: PlanPreview): string =>
  t(done ? 'preview.total' : 'preview.so-far', {
    files: t('files', { count: files }),
    folders: t('folders', { count: folders }),
    size: formatBytes(bytes),
  });
