import { IconDatabase } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Dump } from '#shared/domain/database.ts';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { api } from '../../api/queries.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { showPath } from '../../app/format/show-path.ts';
import { useNow } from '../../app/format/use-now.ts';
import { t } from '../../app/messages/t.ts';
import { Problem } from '../../components/problem.tsx';
import { StateMark } from '../../components/state-mark.tsx';
import { VirtualRows } from '../../components/virtual-rows.tsx';
import { describeProof, markOfDump } from '../databases/describe-proof.ts';
import styles from './snapshot-databases.module.css';

const rowHeight = 32;
/** Beside the folders; alone they have all the room. */
const rowsInSight = 4;
const shownAtMost = 1000;

/** The databases that a snapshot holds dumps of. Their place is there before they are. */
export function SnapshotDatabases({ snapshot }: { readonly snapshot: Snapshot }): ReactElement | null {
  const { id, dumps: count, hasFiles } = snapshot;
  const { data, error, refetch } = useQuery({
    ...api.databases.dumps.queryOptions({ input: { snapshot: id, limit: shownAtMost } }),
    enabled: count > 0,
  });
  if (count === 0) return null;
  const height = Math.min(count, rowsInSight) * rowHeight;
  return (
    <div className={styles.databases} data-alone={!hasFiles || undefined} style={hasFiles ? { height } : undefined}>
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <VirtualRows
          items={data.items}
          keyOf={({ sourceId, database }) => JSON.stringify([sourceId, database])}
          height={rowHeight}
          label={t('databases.of-snapshot')}
          row={(dump) => <DatabaseRow dump={dump} />}
        />
      )}
    </div>
  );
}

function DatabaseRow({ dump }: { readonly dump: Dump }): ReactElement {
  const now = useNow();
  const { snapshotId: snapshot, sourceId: source, database, label, tables, rows, bytes } = dump;
  return (
    <Link to="/databases/dump" search={{ snapshot, source, database }} className={styles.row}>
      <IconDatabase size={16} aria-hidden />
      <span className={styles.name} title={`${label}: ${showPath(database)}`}>
        {showPath(database)}
      </span>
      <span className={styles.facts}>
        {t('tables', { count: tables })} · {t('rows', { count: rows })}
      </span>
      <span className={styles.mark} title={describeProof(dump, now)}>
        <StateMark {...markOfDump(dump)} />
      </span>
      <span className={styles.size}>{formatBytes(bytes)}</span>
    </Link>
  );
}
