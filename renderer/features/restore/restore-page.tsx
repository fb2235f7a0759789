import { useMutation, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { RestoreRequest } from '#shared/domain/restore.ts';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { api } from '../../api/queries.ts';
import { formatMoment } from '../../app/format/format-when.ts';
import { useNow } from '../../app/format/use-now.ts';
import { t } from '../../app/messages/t.ts';
import { Answer } from '../../components/answer.tsx';
import { Problem } from '../../components/problem.tsx';
import { Section } from '../../components/section.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import { RestoreConfirm } from './restore-confirm.tsx';
import { RestorePlan } from './restore-plan.tsx';
import { RestoreResult } from './restore-result.tsx';
import { RestoreWhat } from './restore-what.tsx';
import { RestoreWhere } from './restore-where.tsx';

/** “What exactly will happen?” Choose where, see the dry run, confirm, watch. */
export function RestorePage(): ReactElement {
  const { snapshot, paths } = useSearch({ from: '/restore' });
  const { data, error, refetch } = useQuery(api.snapshots.get.queryOptions({ input: { snapshot } }));
  if (error !== null) {
    return (
      <>
        <Answer title={t('restore.unknown')} />
        <Problem error={error} onRetry={() => void refetch()} />
      </>
    );
  }
  if (data === undefined) {
    return (
      <>
        <Answer title={undefined} />
        <WaitingRows count={4} height={32} />
      </>
    );
  }
  return <Restore key={`${data.id}:${paths.join('\n')}`} snapshot={data} paths={paths} />;
}

/** The answer to a press is to be seen. */
const scrollIntoSight = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'start' });

interface RestoreProps {
  readonly snapshot: Snapshot;
  readonly paths: readonly string[];
}

function Restore({ snapshot, paths }: RestoreProps): ReactElement {
  const now = useNow();
  const [request, setRequest] = useState<RestoreRequest>({
    snapshot: snapshot.id,
    paths: [...paths],
    to: null,
    exact: false,
  });
  const preview = useMutation(api.restores.preview.mutationOptions());
  const start = useMutation(api.restores.start.mutationOptions());
  if (start.data !== undefined) return <RestoreResult runId={start.data.runId} snapshot={snapshot} request={request} />;
  const change = (next: RestoreRequest) => {
    setRequest(next);
    // What was previewed is no longer what would happen.
    preview.reset();
    start.reset();
  };
  const name = { plan: snapshot.planName, time: formatMoment(snapshot.completedAt, now) };
  return (
    <>
      <Answer
        title={
          paths.length === 0 ? t('restore.title.all', name) : t('restore.title.some', { ...name, count: paths.length })
        }
        detail={t('restore.hint')}
      />
      <RestoreWhat snapshot={snapshot} paths={paths} />
      <Section title={t('restore.where')}>
        <RestoreWhere
          request={request}
          onChange={change}
          pending={preview.isPending}
          onPreview={() => preview.mutate(request)}
          previewed={preview.data !== undefined}
        />
        {preview.error !== null && <Problem error={preview.error} />}
      </Section>
      {preview.data !== undefined && (
        <>
          <div ref={scrollIntoSight}>
            <RestorePlan preview={preview.data} />
          </div>
          <RestoreConfirm
            preview={preview.data}
            pending={start.isPending}
            error={start.error}
            onStart={(confirm) => start.mutate({ ...request, confirm })}
          />
        </>
      )}
    </>
  );
}
