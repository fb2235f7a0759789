import { IconMinus, IconPencil, IconPlus, IconTrash, type TablerIcon } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { DatabaseRestoreTable } from '#shared/domain/database-restore.ts';
import { showPath } from '../../../app/format/show-path.ts';
import { t } from '../../../app/messages/t.ts';
import { IconWord } from '../../../components/icon-word.tsx';
import type { Tone } from '../../../components/mark.ts';
import { nameOfTable } from '../name-of-table.ts';
import { numberOf } from './describe-database-plan.ts';
import styles from './restore-database.module.css';

interface Kind {
  readonly icon: TablerIcon;
  readonly tone: Tone | undefined;
}

const kinds: Readonly<Record<DatabaseRestoreTable['becomes'], Kind>> = {
  new: { icon: IconPlus, tone: 'good' },
  replaced: { icon: IconPencil, tone: undefined },
  lost: { icon: IconTrash, tone: 'bad' },
  stays: { icon: IconMinus, tone: 'quiet' },
};

/** A table and what would become of it, with its rows now and in the dump. */
export function PlanTableRow({ table }: { readonly table: DatabaseRestoreTable }): ReactElement {
  const { becomes, now, dump } = table;
  const name = showPath(nameOfTable(table));
  return (
    <div className={styles.row}>
      <span className={styles.becomes}>
        <IconWord {...kinds[becomes]} word={t(`database-plan.becomes.${becomes}`)} />
      </span>
      <span className={styles.name} title={name}>
        {name}
      </span>
      <span className={styles.number}>{numberOf(now?.rows, now?.estimated)}</span>
      <span className={styles.number}>{numberOf(dump === null ? undefined : dump.rows)}</span>
    </div>
  );
}
