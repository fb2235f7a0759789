import type { DatabaseRestorePreview, DatabaseRestoreTable } from '#shared/domain/database-restore.ts';
import { formatBytes } from '../../../app/format/format-bytes.ts';
import { formatNumber } from '../../../app/format/format-number.ts';
import { showPath } from '../../../app/format/show-path.ts';
import { t } from '../../../app/messages/t.ts';

/** What a restore of a database would do, in a sentence. */
export function titleOfPlan(preview: DatabaseRestorePreview | undefined): string {
  if (preview === undefined) return t('dry-run.looking');
  const { mode, problems, target, tables, totals } = preview;
  const database = showPath(target.database);
  if (problems.length > 0) return t('database-plan.blocked');
  switch (mode) {
    case 'create':
      return t('database-plan.create', { database });
    case 'replace':
      return t('database-plan.replace', { database, now: totals.now.rows, count: totals.dump.rows });
    case 'within':
      return t('database-plan.within', { database, count: tables.filter(isTouched).length });
  }
}

const isTouched = ({ becomes }: DatabaseRestoreTable): boolean => becomes !== 'stays';

/** Where that is, and how much is there now and in the dump. */
export function detailOfPlan({ target, totals: { now, dump } }: DatabaseRestorePreview): string {
  const held =
    target.bytes === null
      ? undefined
      : t('database-plan.now', {
          size: formatBytes(target.bytes),
          tables: t('tables', { count: now.tables }),
          rows: rowsOf(now),
        });
  return [
    t('database-plan.where', { server: target.server, version: target.serverVersion, user: target.user }),
    ...(held === undefined ? [] : [held]),
    t('database-plan.dump', { tables: t('tables', { count: dump.tables }), rows: t('rows', { count: dump.rows }) }),
  ].join(' · ');
}

/** Rows that are there: about as many, where they were not counted. */
const rowsOf = ({ rows, estimated }: { readonly rows: number; readonly estimated: boolean }): string =>
  estimated ? t('database-plan.about', { rows: t('rows', { count: rows }) }) : t('rows', { count: rows });

/** The same in a column of numbers; a line where there is none. */
export const numberOf = (rows: number | null | undefined, estimated = false): string => {
  if (rows === undefined) return '–';
  if (rows === null) return t('tables.no-rows');
  return estimated ? t('database-plan.about', { rows: formatNumber(rows) }) : formatNumber(rows);
};

const order: Readonly<Record<DatabaseRestoreTable['becomes'], number>> = { lost: 0, replaced: 1, new: 2, stays: 3 };

/** What hurts comes first. */
export const byHarm = (tables: readonly DatabaseRestoreTable[]): readonly DatabaseRestoreTable[] =>
  [...tables].sort((a, b) => order[a.becomes] - order[b.becomes]);
