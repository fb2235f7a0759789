import type { RestorePreview } from '#shared/domain/restore.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { t } from '../../app/messages/t.ts';
import { describeChanges } from '../runs/describe-changes.ts';

/** What the restore would do, in a sentence with its numbers. */
export function sentenceOf({ create, overwrite, delete: remove, keep, freeBytes }: RestorePreview): string {
  const changes = create.entries + overwrite.entries + remove.entries;
  if (changes === 0) return t('dry-run.nothing', { count: keep });
  return [
    `${describeChanges({ created: create.entries, overwritten: overwrite.entries, deleted: remove.entries })}.`,
    ...(keep === 0 ? [] : [t('dry-run.keep', { count: keep })]),
    ...(freeBytes === null
      ? []
      : [t('dry-run.space', { needed: formatBytes(create.bytes + overwrite.bytes), free: formatBytes(freeBytes) })]),
  ].join(' ');
}
