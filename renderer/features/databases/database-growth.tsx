import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Dump } from '#shared/domain/database.ts';
import { api } from '../../api/queries.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';
import { GrowthChart } from '../../components/growth-chart/growth-chart.tsx';
import { Section } from '../../components/section.tsx';
import { pointsOf } from './use-table-growth.ts';

/** How large the whole database was from dump to dump. One dump is no growth. */
export function DatabaseGrowth({ dump }: { readonly dump: Dump }): ReactElement | null {
  const { planId: plan, sourceId: source, database } = dump;
  const { data } = useQuery(api.databases.growth.queryOptions({ input: { plan, source, database, limit: 1 } }));
  if (data === undefined || data.moments.length < 2) return null;
  const points = pointsOf(
    data.moments,
    data.moments.map(({ databaseBytes }) => databaseBytes),
  );
  return (
    <Section title={t('growth.title')} hint={t('growth.hint')}>
      <GrowthChart
        size="large"
        points={points}
        format={formatBytes}
        label={t('growth.database', { database: showPath(database) })}
      />
    </Section>
  );
}
