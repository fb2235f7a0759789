import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Dump } from '#shared/domain/database.ts';
import { api } from '../../api/queries.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { formatNumber } from '../../app/format/format-number.ts';
import { showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';
import { GrowthChart } from '../../components/growth-chart/growth-chart.tsx';
import type { Point } from '../../components/growth-chart/layout-growth.ts';
import { Problem } from '../../components/problem.tsx';
import { Section } from '../../components/section.tsx';
import { VirtualRows } from '../../components/virtual-rows.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import styles from './dump-tables.module.css';
import { nameOfTable } from './name-of-table.ts';
import { useTableGrowth } from './use-table-growth.ts';

interface DumpTablesProps {
  readonly dump: Dump;
  /** Name of the table whose growth is shown large. */
  readonly table: string | undefined;
  readonly onTable: (table: string | undefined) => void;
}

const rowHeight = 32;
const rowsInSight = 10;

/** What a dump holds, table by table: rows, size, what came or went since the dump before, and how it grew. */
export function DumpTables({ dump, table, onTable }: DumpTablesProps): ReactElement {
  const { snapshotId: snapshot, sourceId: source, database, tables: count } = dump;
  const { data, error, refetch, fetchNextPage, hasNextPage } = useInfiniteQuery(
    api.databases.tables.infiniteOptions({
      input: (after: string | undefined) => ({ snapshot, source, database, after, limit: 200 }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
  );
  const growth = useTableGrowth(dump);
  const tables = data?.pages.flatMap((page) => page.items);
  const shown = table === undefined ? undefined : growth.of(table);
  return (
    <Section title={t('tables.title', { count })} hint={t('tables.hint')}>
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      <div className={styles.head} aria-hidden>
        <span>{t('tables.name')}</span>
        <span className={styles.number}>{t('tables.rows')}</span>
        <span className={styles.change}>{t('tables.change')}</span>
        <span className={styles.size}>{t('tables.size')}</span>
        <span className={styles.chart}>{t('tables.growth')}</span>
      </div>
      <div className={styles.list} style={{ height: Math.min(Math.max(count, 1), rowsInSight) * rowHeight }}>
        {tables === undefined && error === null && <WaitingRows count={Math.min(count, 4)} height={rowHeight} />}
        {tables !== undefined && tables.length === 0 && <p className={styles.none}>{t('tables.none')}</p>}
        {tables !== undefined && tables.length > 0 && (
          <VirtualRows
            items={tables}
            keyOf={nameOfTable}
            height={rowHeight}
            label={t('tables.list')}
            onEnd={() => {
              if (hasNextPage) void fetchNextPage();
              growth.more();
            }}
            row={(one) => (
              <TableRow
                table={one}
                points={growth.of(nameOfTable(one))}
                shown={nameOfTable(one) === table}
                onShow={() => onTable(nameOfTable(one) === table ? undefined : nameOfTable(one))}
              />
            )}
          />
        )}
      </div>
      {table !== undefined && shown !== undefined && (
        <div className={styles.large}>
          <h3>{t('tables.growth-of', { table: showPath(table) })}</h3>
          <GrowthChart size="large" points={shown} format={formatNumber} label={t('growth.rows', { table })} />
        </div>
      )}
    </Section>
  );
}

interface TableRowProps {
  readonly table: {
    readonly schema: string;
    readonly name: string;
    readonly rows: number | null;
    readonly bytes: number;
    readonly before: { readonly rows: number | null } | null;
  };
  readonly points: readonly Point[] | undefined;
  readonly shown: boolean;
  readonly onShow: () => void;
}

function TableRow({ table, points, shown, onShow }: TableRowProps): ReactElement {
  const name = nameOfTable(table);
  const { rows, bytes, before } = table;
  return (
    <button type="button" className={styles.row} aria-pressed={shown} onClick={onShow}>
      <span className={styles.name} title={showPath(name)}>
        {showPath(name)}
      </span>
      <span className={styles.number}>{rows === null ? t('tables.no-rows') : formatNumber(rows)}</span>
      <span className={styles.change}>{changeOf(rows, before)}</span>
      <span className={styles.size}>{formatBytes(bytes)}</span>
      <span className={styles.chart}>
        {points !== undefined && points.length > 0 && (
          <GrowthChart size="small" points={points} format={formatNumber} label={t('growth.rows', { table: name })} />
        )}
      </span>
    </button>
  );
}

/** What came or went since the dump before: +120, −3, new. */
function changeOf(rows: number | null, before: { readonly rows: number | null } | null): string {
  if (before === null) return t('tables.new');
  if (rows === null || before.rows === null || rows === before.rows) return '';
  const change = rows - before.rows;
  return change > 0 ? `+${formatNumber(change)}` : `−${formatNumber(-change)}`;
}
