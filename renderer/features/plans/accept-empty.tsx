import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { PlanStatus } from '#shared/domain/plan.ts';
import { api } from '../../api/queries.ts';
import { t } from '../../app/messages/t.ts';
import { Note } from '../../components/note.tsx';
import { Problem } from '../../components/problem.tsx';

/** When the last run failed for a folder or database that was missing or empty: the way to say that this is meant. */
export function AcceptEmpty({
  status: { plan, lastRunId, state },
}: {
  readonly status: PlanStatus;
}): ReactElement | null {
  const queryClient = useQueryClient();
  const { data: run } = useQuery({
    ...api.runs.get.queryOptions({ input: { run: lastRunId ?? '' } }),
    enabled: state === 'failed' && lastRunId !== null,
  });
  const accept = useMutation(
    api.plans.edit.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.plans.key() }),
    }),
  );
  const kind = kindOf(run?.error?.code);
  if (kind === null) return null;
  if (accept.isSuccess) return <Note tone="info">{t(`plan.empty.accepted.${kind}`)}</Note>;
  return (
    <Note tone="warn">
      <p>{t(`plan.empty.${kind}`)}</p>
      <Button
        mt={8}
        variant="default"
        loading={accept.isPending}
        onClick={() => accept.mutate({ plan: plan.id, changes: { acceptEmpty: true } })}
      >
        {t('plan.empty.accept')}
      </Button>
      {accept.error !== null && <Problem error={accept.error} />}
    </Note>
  );
}

function kindOf(code: string | undefined): 'folder' | 'database' | null {
  if (code === 'source-missing') return 'folder';
  return code === 'database-emptied' ? 'database' : null;
}
