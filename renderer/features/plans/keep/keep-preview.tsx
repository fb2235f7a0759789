import { Button } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { KeepPolicy, RetainedSnapshot, RetentionPreview } from '#shared/domain/retention.ts';
import type { Schedule } from '#shared/domain/schedule.ts';
import type { client } from '../../../api/client.ts';
import { api } from '../../../api/queries.ts';
import { formatDateTime } from '../../../app/format/format-when.ts';
import { t } from '../../../app/messages/t.ts';
import { Note } from '../../../components/note.tsx';
import { Problem } from '../../../components/problem.tsx';
import { VirtualRows } from '../../../components/virtual-rows.tsx';
import styles from './keep-preview.module.css';
import { PruneNow } from './prune-now.tsx';
import { reasonWords } from './reason-words.ts';
import { useScheduleWords } from './use-schedule-words.ts';

interface KeepPreviewProps {
  readonly plan: string;
  readonly keep: KeepPolicy | null;
  readonly timeZone: string;
  /** What schedules keep of their own, or not. */
  readonly own: readonly Pick<Schedule, 'id' | 'keep'>[];
}

const rowHeight = 56;
const rowsShown = 6;

/** The dry run: what the choice makes of the snapshots there are now, and why. */
export function KeepPreview(props: KeepPreviewProps): ReactElement {
  const [key] = useDebouncedValue(JSON.stringify(props), 150);
  const { data, error } = useQuery({
    ...api.retention.preview.queryOptions({ input: inputOf(key) }),
    placeholderData: keepPreviousData,
  });
  const schedules = useScheduleWords(props.plan, data?.schedules ?? []);
  const [open, { toggle, open: show }] = useDisclosure(false);
  if (error !== null) return <Problem error={error} />;
  const snapshots = data?.snapshots ?? [];
  const gone = snapshots.filter(({ keep }) => !keep);
  return (
    <div className={styles.preview}>
      {data !== undefined && data.frozen !== null && (
        <Note tone="warn">
          <p>{t(`keep.frozen.${data.frozen}`)}</p>
        </Note>
      )}
      <div className={styles.head}>
        <p aria-live="polite">{data === undefined ? t('waiting') : summaryOf(snapshots.length, gone.length)}</p>
        {snapshots.length > 0 && (
          <Button variant="default" aria-expanded={open} onClick={toggle}>
            {t(open ? 'keep.why.hide' : 'keep.why')}
          </Button>
        )}
      </div>
      {open && (
        <div style={{ height: Math.min(snapshots.length, rowsShown) * rowHeight }}>
          <VirtualRows
            items={snapshots}
            keyOf={({ snapshotId }) => snapshotId}
            row={(snapshot) => <Row snapshot={snapshot} schedules={schedules} />}
            height={rowHeight}
            label={t('keep.list')}
          />
        </div>
      )}
      {data !== undefined && <PruneNow shown={data} onAsk={show} />}
    </div>
  );
}

function inputOf(key: string): Parameters<typeof client.retention.preview>[0] {
  const { own, ...input }: KeepPreviewProps = JSON.parse(key);
  return { ...input, schedules: [...own] };
}

function summaryOf(all: number, gone: number): string {
  if (all === 0) return t('keep.now.none');
  return gone === 0 ? t('keep.now.all', { count: all }) : t('keep.now', { all, count: gone });
}

interface RowProps {
  readonly snapshot: RetainedSnapshot;
  readonly schedules: RetentionPreview['schedules'];
}

function Row({ snapshot, schedules }: RowProps): ReactElement {
  const { keep, completedAt, expiresAt, reasons } = snapshot;
  const why = keep ? reasons.map((reason) => reasonWords(reason, schedules)).join(', ') : t('keep.no-rule');
  return (
    <div className={styles.row}>
      <span>{formatDateTime(completedAt)}</span>
      <span className={keep ? undefined : styles.goes}>{t(keep ? 'keep.stays' : 'keep.goes')}</span>
      <span className={styles.until}>
        {keep && expiresAt !== null ? t('keep.until', { date: formatDateTime(expiresAt) }) : ''}
      </span>
      <span className={styles.why} title={why}>
        {why}
      </span>
    </div>
  );
}
