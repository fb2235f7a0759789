import { Checkbox, Radio } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { Dump, DumpTable } from '#shared/domain/database.ts';
import { api } from '../../../api/queries.ts';
import { formatBytes } from '../../../app/format/format-bytes.ts';
import { showPath } from '../../../app/format/show-path.ts';
import { t } from '../../../app/messages/t.ts';
import { Problem } from '../../../components/problem.tsx';
import { SearchBox } from '../../../components/search-box.tsx';
import { VirtualRows } from '../../../components/virtual-rows.tsx';
import { WaitingRows } from '../../../components/waiting-rows.tsx';
import { nameOfTable } from '../name-of-table.ts';
import styles from './restore-database.module.css';

interface ChooseTablesProps {
  readonly dump: Dump;
  /** `schema.table`; undefined: all of the database. */
  readonly chosen: readonly string[] | undefined;
  readonly onChoose: (chosen: readonly string[] | undefined) => void;
}

/** All of the dump, or some of its tables. */
export function ChooseTables({ dump, chosen, onChoose }: ChooseTablesProps): ReactElement {
  const { tables, rows, databaseBytes } = dump;
  const all = {
    tables: t('tables', { count: tables }),
    rows: t('rows', { count: rows }),
    size: formatBytes(databaseBytes),
  };
  return (
    <div className={styles.part}>
      <Radio.Group
        aria-label={t('restore.what')}
        value={chosen === undefined ? 'all' : 'some'}
        onChange={(value) => onChoose(value === 'all' ? undefined : [])}
      >
        <div className={styles.choices}>
          <Radio value="all" label={t('database-restore.all')} description={t('database-restore.all.hint', all)} />
          <Radio
            value="some"
            label={t('database-restore.some')}
            description={t('database-restore.some.hint')}
            disabled={tables === 0}
          />
        </div>
      </Radio.Group>
      {chosen !== undefined && <TableChoice dump={dump} chosen={chosen} onChoose={onChoose} />}
    </div>
  );
}

const rowHeight = 32;
const rowsInSight = 8;

interface TableChoiceProps {
  readonly dump: Dump;
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
}

function TableChoice({ dump, chosen, onChoose }: TableChoiceProps): ReactElement {
  const { snapshotId: snapshot, sourceId: source, database, tables: count } = dump;
  const [typed, setTyped] = useState('');
  const { data, error, refetch, fetchNextPage, hasNextPage } = useInfiniteQuery(
    api.databases.tables.infiniteOptions({
      input: (after: string | undefined) => ({ snapshot, source, database, after, limit: 1000 }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
  );
  const taken = new Set(chosen);
  const wanted = typed.trim().toLocaleLowerCase();
  const shown = data?.pages
    .flatMap((page) => page.items)
    .filter((table) => nameOfTable(table).toLocaleLowerCase().includes(wanted));
  return (
    <div className={styles.tables}>
      <SearchBox className={styles.short} label={t('database-restore.find')} value={typed} onChange={setTyped} />
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      <div className={styles.list} style={{ height: Math.min(count, rowsInSight) * rowHeight }}>
        {shown === undefined && error === null && (
          <WaitingRows count={Math.min(count, rowsInSight)} height={rowHeight} />
        )}
        {shown?.length === 0 && !hasNextPage && <p className={styles.quiet}>{t('dry-run.none')}</p>}
        {shown !== undefined && (
          <VirtualRows
            items={shown}
            keyOf={nameOfTable}
            height={rowHeight}
            label={t('tables.list')}
            reads={data?.pages.length}
            onEnd={() => hasNextPage && void fetchNextPage()}
            row={(table) => (
              <TableBox
                table={table}
                checked={taken.has(nameOfTable(table))}
                onCheck={(checked) => onChoose(toggled(chosen, nameOfTable(table), checked))}
              />
            )}
          />
        )}
      </div>
      <p className={styles.quiet} aria-live="polite">
        {t('database-restore.chosen', { count: chosen.length, total: count })}
      </p>
    </div>
  );
}

const toggled = (chosen: readonly string[], name: string, wanted: boolean): readonly string[] =>
  wanted ? [...chosen, name] : chosen.filter((one) => one !== name);

interface TableBoxProps {
  readonly table: DumpTable;
  readonly checked: boolean;
  readonly onCheck: (checked: boolean) => void;
}

const TableBox = ({ table, checked, onCheck }: TableBoxProps): ReactElement => (
  <div className={styles.table}>
    <Checkbox
      label={showPath(nameOfTable(table))}
      checked={checked}
      onChange={(event) => onCheck(event.currentTarget.checked)}
    />
    <span className={styles.quiet}>{table.rows === null ? t('tables.no-rows') : t('rows', { count: table.rows })}</span>
  </div>
);
