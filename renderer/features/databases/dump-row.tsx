import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Dump } from '#shared/domain/database.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { showPath } from '../../app/format/show-path.ts';
import { useNow } from '../../app/format/use-now.ts';
import { t } from '../../app/messages/t.ts';
import { RowWords, rowClass } from '../../components/row.tsx';
import { When } from '../../components/when.tsx';
import { describeProof, markOfDump } from './describe-proof.ts';

/** A database by its newest dump: whether that is proven, what it holds, how old and how large it is. */
export function DumpRow({ dump }: { readonly dump: Dump }): ReactElement {
  const now = useNow();
  const { snapshotId: snapshot, sourceId: source, database, planName, label, tables, rows, at, bytes } = dump;
  const facts = [
    describeProof(dump, now),
    t('tables', { count: tables }),
    t('rows', { count: rows }),
    t('dump.of-server', { label, plan: planName }),
  ];
  return (
    <Link to="/databases/dump" search={{ snapshot, source, database }} className={rowClass}>
      <RowWords
        mark={markOfDump(dump)}
        name={showPath(database)}
        detail={facts.join(' · ')}
        end={<When at={at} />}
        endDetail={formatBytes(bytes)}
      />
    </Link>
  );
}
