import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Entry } from '#shared/domain/snapshot.ts';
import { api } from '../../api/queries.ts';
import { describeError } from '../../app/describe-error.ts';
import { showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';
import styles from './content-preview.module.css';

interface ContentPreviewProps {
  readonly snapshot: string;
  readonly entry: Entry;
}

/** What a text or a picture looked like at that moment; for anything else a word why there is nothing to see. */
export function ContentPreview({ snapshot, entry }: ContentPreviewProps): ReactElement {
  const { data, error } = useQuery({
    ...api.snapshots.content.queryOptions({ input: { snapshot, path: entry.path } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  return (
    <section aria-label={t('preview.label')} className={styles.preview}>
      {error !== null ? <p className={styles.none}>{describeError(error).sentence}</p> : null}
      {data?.kind === 'text' && (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <pre className={styles.text} tabIndex={0}>
            {data.text === '' ? t('preview.empty') : data.text}
          </pre>
          {data.truncated && <p className={styles.none}>{t('preview.truncated')}</p>}
        </>
      )}
      {data?.kind === 'picture' && (
        <img
          className={styles.picture}
          src={`data:${data.mediaType};base64,${data.base64}`}
          alt={showPath(entry.name)}
        />
      )}
      {data?.kind === 'none' && <p className={styles.none}>{t(`preview.none.${data.reason}`)}</p>}
    </section>
  );
}
