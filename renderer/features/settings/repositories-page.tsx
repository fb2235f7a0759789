import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Storage } from '#shared/domain/storage.ts';
import { api } from '../../api/queries.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { formatDay } from '../../app/format/format-when.ts';
import { t } from '../../app/messages/t.ts';
import { Answer } from '../../components/answer.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Problem } from '../../components/problem.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import { RepositorySection } from './repository-section.tsx';

/** “How long will the room last, and is what is kept still whole?” */
export function RepositoriesPage(): ReactElement {
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery({ ...api.storage.get.queryOptions(), staleTime: 0 });
  const verify = useMutation(
    api.snapshots.verify.mutationOptions({
      onSuccess: ({ runId }) => void navigate({ to: '/activity/$runId', params: { runId } }),
    }),
  );
  const failure = error ?? verify.error;
  return (
    <>
      <Answer
        title={error === null ? data && titleOf(data) : t('storage.unknown')}
        detail={t('storage.hint')}
        actions={
          <>
            <LinkButton to="/start/connect" variant="default">
              {t('where.connect')}
            </LinkButton>
            <Button
              disabled={data === undefined || data.repositories.length === 0}
              loading={verify.isPending}
              onClick={() => verify.mutate({})}
            >
              {t('storage.verify-all')}
            </Button>
          </>
        }
      />
      {failure !== null && <Problem error={failure} onRetry={error === null ? undefined : () => void refetch()} />}
      {data === undefined && error === null && <WaitingRows count={4} height={32} />}
      {data?.repositories.map((entry) => (
        <RepositorySection key={entry.repository.id} entry={entry} />
      ))}
    </>
  );
}

function titleOf({ repositories }: Storage): string {
  if (repositories.length === 0) return t('storage.none');
  const unready = repositories.filter(({ repository }) => repository.state !== 'ready').length;
  if (unready > 0) return t('storage.unready', { count: unready });
  const low = repositories.filter((entry) => entry.low !== null).length;
  if (low > 0) return t('storage.low', { count: low });
  const least = Math.min(...repositories.map(({ freeBytes }) => freeBytes ?? Number.POSITIVE_INFINITY));
  if (!Number.isFinite(least)) return t('storage.ready', { count: repositories.length });
  const full = repositories.flatMap(({ forecast }) => forecast?.fullAt ?? []).toSorted()[0];
  if (full !== undefined) return t('storage.until', { day: formatDay(full) });
  return t(repositories.length === 1 ? 'storage.free' : 'storage.free-least', { size: formatBytes(least) });
}
