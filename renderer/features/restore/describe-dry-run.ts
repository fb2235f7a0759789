import { type RestoreAction, type RestorePreview, restoreActions } from '#shared/domain/restore.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { t } from '../../app/messages/t.ts';

const hurting = ['overwrite-newer', 'delete'] as const;

/** What a dry run found, in a sentence that fits a line: how much, and what of it could hurt. */
export function titleOfDryRun(preview: RestorePreview | undefined): string {
  if (preview === undefined || !preview.complete) return t('dry-run.looking');
  const count = changesOf(preview);
  if (count === 0) return t('dry-run.nothing');
  const what = hurting
    .filter((action) => preview.totals[action].entries > 0)
    .map((action) => t(`dry-run.hurts.${action}`, { count: preview.totals[action].entries }));
  return what.length === 0 ? t('dry-run.safe', { count }) : t('dry-run.hurts', { count, what: what.join(', ') });
}

/** The numbers beside it: what stays, and how much has to be written where how much is free. */
export function detailOfDryRun(preview: RestorePreview | undefined): string {
  if (preview === undefined) return t('dry-run.looking.detail', { count: 0 });
  const { complete, keep, keptNewer, neededBytes, freeBytes } = preview;
  const stay = keep + keptNewer;
  if (!complete) return t('dry-run.looking.detail', { count: changesOf(preview) + stay });
  const kept = keptNewer === 0 ? [] : [t('dry-run.kept-newer', { count: keptNewer })];
  if (changesOf(preview) === 0 && keptNewer === 0) {
    return keep === 0 ? t('dry-run.nothing.found') : t('dry-run.nothing.same', { count: keep });
  }
  const needed = formatBytes(neededBytes);
  return [
    ...(keep === 0 ? [] : [t('dry-run.keep', { count: keep })]),
    ...kept,
    freeBytes === null ? t('dry-run.needed', { needed }) : t('dry-run.space', { needed, free: formatBytes(freeBytes) }),
  ].join(' · ');
}

/** Entries of all kinds of change. */
export const changesOf = ({ totals }: Pick<RestorePreview, 'totals'>): number => sum(totals, restoreActions);

/** Entries that are there and would no longer be as they are. */
export const touchedBy = ({ totals }: Pick<RestorePreview, 'totals'>): number =>
  sum(totals, ['overwrite', 'overwrite-newer', 'attributes', 'delete']);

export const lacksSpace = ({ freeBytes, neededBytes }: RestorePreview): boolean =>
  freeBytes !== null && neededBytes > freeBytes;

const sum = (totals: RestorePreview['totals'], actions: readonly RestoreAction[]): number =>
  actions.reduce((entries, action) => entries + totals[action].entries, 0);
