import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { PreviewContent } from '#shared/domain/snapshot.ts';
import { client } from '../../api/client.ts';
import { describeError } from '../../app/describe-error.ts';
import { baseName, showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';
import styles from './compare-pictures.module.css';
import type { ComparedSide } from './use-sides.ts';

interface ComparePicturesProps {
  readonly path: string;
  readonly from: ComparedSide;
  readonly to: ComparedSide;
}

/** Two pictures beside each other, each as large as there is room for. */
export function ComparePictures({ path, from, to }: ComparePicturesProps): ReactElement {
  const plan = from.snapshot?.planId ?? to.snapshot?.planId;
  const name = showPath(baseName(path));
  return (
    <div className={styles.pictures}>
      <Picture path={path} side={from} plan={plan} alt={t('texts.picture.before', { name })} />
      <Picture path={path} side={to} plan={plan} alt={t('texts.picture.after', { name })} />
    </div>
  );
}

interface PictureProps {
  readonly path: string;
  readonly side: ComparedSide;
  /** Whose snapshots held the path. */
  readonly plan: string | undefined;
  readonly alt: string;
}

function Picture({ path, side, plan, alt }: PictureProps): ReactElement {
  const isNow = side.ref === 'now';
  const { data, error } = useQuery({
    queryKey: ['compared-picture', path, isNow ? ['now', plan] : side.ref],
    queryFn: ({ signal }) => readSide(path, side, plan, signal),
    enabled: !isNow || plan !== undefined,
    // The file now may be another one the next time.
    staleTime: isNow ? 0 : Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  return (
    <div className={styles.picture}>
      {data?.kind === 'picture' && <img src={`data:${data.mediaType};base64,${data.base64}`} alt={alt} />}
      {data !== undefined && data.kind !== 'picture' && (
        <p className={styles.none}>{t(`preview.none.${data.kind === 'none' ? data.reason : 'not-a-file'}`)}</p>
      )}
      {error !== null && <p className={styles.none}>{describeError(error).sentence}</p>}
    </div>
  );
}

const readSide = (path: string, side: ComparedSide, plan = '', signal: AbortSignal): Promise<PreviewContent> =>
  side.ref === 'now'
    ? client.snapshots.presentContent({ plan, path }, { signal })
    : client.snapshots.content({ snapshot: side.ref, path }, { signal });
