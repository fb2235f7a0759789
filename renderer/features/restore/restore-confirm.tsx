import type { ReactElement, ReactNode } from 'react';
import type { RestorePreview } from '#shared/domain/restore.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { t } from '../../app/messages/t.ts';
import { ConfirmForm } from './confirm-form.tsx';
import { changesOf, lacksSpace, touchedBy } from './describe-dry-run.ts';

interface RestoreConfirmProps {
  readonly preview: RestorePreview;
  /** The verb on the button. */
  readonly label: string;
  /** Whether what is replaced or deleted is kept. */
  readonly safety: boolean;
  /** Something has to be chosen first. */
  readonly blocked?: boolean;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onStart: (confirm: string | undefined) => void;
  /** What else has to be decided here. */
  readonly children?: ReactNode;
}

/** Confirms what a dry run tells. Where something newer or whole files would go, a phrase has to be typed. */
export function RestoreConfirm(props: RestoreConfirmProps): ReactElement | null {
  const { preview, safety, blocked = false, ...form } = props;
  const { complete, phrase, consequence } = preview;
  if (complete && changesOf(preview) === 0) return null;
  return (
    <ConfirmForm
      {...form}
      hint={hintOf(preview, safety)}
      complete={complete}
      phrase={phrase}
      consequence={consequence}
      possible={complete && !blocked && !lacksSpace(preview)}
    />
  );
}

function hintOf(preview: RestorePreview, safety: boolean): string | undefined {
  if (!preview.complete) return t('confirm.wait');
  if (touchedBy(preview) === 0) return t('confirm.created-only');
  return safety ? t('confirm.safety', { size: formatBytes(preview.safetyBytes) }) : undefined;
}
