import { Checkbox } from '@mantine/core';
import type { ReactElement } from 'react';
import type { RestorePreview } from '#shared/domain/restore.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { t } from '../../app/messages/t.ts';
import { Note } from '../../components/note.tsx';
import { touchedBy } from './describe-dry-run.ts';
import type { LackOfSafety } from './use-lack-of-safety.ts';

interface SafetyChoiceProps {
  readonly preview: RestorePreview;
  readonly lack: LackOfSafety | null;
  /** Whether one is to be made. */
  readonly chosen: boolean;
  readonly onChoose: (safety: boolean) => void;
}

/** Says where no safety copy can be made or none is wanted, with the choice that is left. */
export function SafetyChoice({ preview, lack, chosen, onChoose }: SafetyChoiceProps): ReactElement | null {
  if (touchedBy(preview) === 0 || (chosen && lack === null)) return null;
  return (
    <>
      <Note tone="warn">{chosen ? wordsOf(preview, lack) : t('restore.no-safety.chosen')}</Note>
      <Checkbox
        label={t('restore.no-safety.go')}
        checked={!chosen}
        onChange={(event) => onChoose(!event.currentTarget.checked)}
      />
    </>
  );
}

const wordsOf = ({ safetyBytes, safetyFreeBytes }: RestorePreview, lack: LackOfSafety | null): string =>
  lack === 'full'
    ? t('restore.no-safety.full', { needed: formatBytes(safetyBytes), free: formatBytes(safetyFreeBytes ?? 0) })
    : `${t('restore.no-safety.read-only')} ${t('restore.no-safety.choice')}`;
