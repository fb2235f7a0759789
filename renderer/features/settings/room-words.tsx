import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { RepositoryStorage, StorageDay } from '#shared/domain/storage.ts';
import { api } from '../../api/queries.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { formatDay } from '../../app/format/format-when.ts';
import { t } from '../../app/messages/t.ts';
import { GrowthChart } from '../../components/growth-chart/growth-chart.tsx';
import { Note } from '../../components/note.tsx';
import styles from './storage.module.css';

/** For how long the room will last, and how it went so far. */
export function RoomWords({ entry }: { readonly entry: RepositoryStorage }): ReactElement | null {
  const { repository, freeBytes, low, forecast, floorBytes } = entry;
  const { data } = useQuery(api.storage.trend.queryOptions({ input: { repository: repository.id } }));
  const days = data?.days ?? [];
  if (days.length === 0 && freeBytes === null) return null;
  return (
    <div className={styles.room}>
      {low !== null && (
        <Note tone="warn">
          {t(`storage.low.${low.reason}`)} {t('storage.low.next')}
        </Note>
      )}
      {forecast !== null && (
        <p>
          {t('storage.forecast', {
            size: formatBytes(forecast.bytesPerDay),
            day: formatDay(forecast.fullAt),
            floor: formatBytes(floorBytes),
          })}
        </p>
      )}
      {forecast === null && days.length >= enoughDays && <p className={styles.quiet}>{t('storage.no-forecast')}</p>}
      {data !== undefined && days.length < 2 && <p className={styles.quiet}>{t('storage.trend.soon')}</p>}
      {days.length >= 2 && <Charts days={days} />}
    </div>
  );
}

/** With fewer, nobody expects a forecast. */
const enoughDays = 7;

const Charts = ({ days }: { readonly days: readonly StorageDay[] }): ReactElement => (
  <div className={styles.charts}>
    <Chart
      label={t('storage.taken')}
      days={days}
      read={({ plans }) => plans.reduce((sum, { bytes }) => sum + bytes, 0)}
    />
    <Chart label={t('storage.free-chart')} days={days} read={({ freeBytes }) => freeBytes} />
  </div>
);

interface ChartProps {
  readonly label: string;
  readonly days: readonly StorageDay[];
  readonly read: (day: StorageDay) => number;
}

const Chart = ({ label, days, read }: ChartProps): ReactElement => (
  <figure className={styles.chart}>
    <figcaption className={styles.quiet}>{label}</figcaption>
    <GrowthChart
      points={days.map((day) => ({ at: Date.parse(day.at), value: read(day) }))}
      label={label}
      format={formatBytes}
      size="large"
    />
  </figure>
);
