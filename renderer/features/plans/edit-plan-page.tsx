import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { PlanStatus } from '#shared/domain/plan.ts';
import { api } from '../../api/queries.ts';
import { t } from '../../app/messages/t.ts';
import { Answer } from '../../components/answer.tsx';
import { Problem } from '../../components/problem.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import { AcceptEmpty } from './accept-empty.tsx';
import { draftsOf, sourcesOf } from './databases/source-fields.ts';
import { type PlanFields, PlanForm } from './plan-form.tsx';
import { RemovePlan } from './remove-plan.tsx';
import { scheduleDrafts, schedulesFields } from './schedules/schedule-fields.ts';
import { WhereFields } from './where-fields.tsx';

export function EditPlanPage(): ReactElement {
  const { planId } = useParams({ from: '/plans/$planId' });
  const { data, error, refetch } = useQuery(api.plans.get.queryOptions({ input: { plan: planId } }));
  if (error !== null && data === undefined) {
    return (
      <>
        <Answer title={t('plan.unknown')} />
        <Problem error={error} onRetry={() => void refetch()} />
      </>
    );
  }
  if (data === undefined) {
    return (
      <>
        <Answer title={undefined} />
        <WaitingRows count={8} height={32} />
      </>
    );
  }
  return <EditPlan key={data.plan.id} status={data} />;
}

function EditPlan({ status }: { readonly status: PlanStatus }): ReactElement {
  const { plan, places } = status;
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [fields, setFields] = useState<PlanFields>(() => ({
    ...plan,
    databases: sourcesOf(plan.databases),
    schedules: schedulesFields(plan.schedules),
    repositories: places.filter(({ inRotation }) => inRotation).map(({ repositoryId }) => repositoryId),
  }));
  const edit = useMutation(
    api.plans.edit.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: api.plans.key() });
        await navigate({ to: '/plans' });
      },
    }),
  );
  const { name, folders, databases, exclusions, schedules, allowFullCopies, keep, timeZone, repositories } = fields;
  const changes = {
    name,
    folders: [...folders],
    databases: draftsOf(databases),
    exclusions,
    schedules: scheduleDrafts(schedules),
    allowFullCopies,
    keep,
    timeZone,
    repositories: [...repositories],
  };
  return (
    <>
      <Answer
        title={plan.name}
        detail={t('plan.edit.hint', { snapshots: t('snapshots', { count: status.snapshots }) })}
        actions={
          <Button variant="default" onClick={() => void navigate({ to: '/time', search: { plan: plan.id } })}>
            {t('plan.browse')}
          </Button>
        }
      />
      <AcceptEmpty status={status} />
      <PlanForm
        plan={plan.id}
        fields={fields}
        onChange={setFields}
        onSubmit={() => edit.mutate({ plan: plan.id, changes })}
        submitLabel={t('plan.save')}
        pending={edit.isPending}
        error={edit.error}
        where={
          <WhereFields
            places={places}
            chosen={repositories}
            onChosen={(next) => setFields({ ...fields, repositories: next })}
            allowFullCopies={allowFullCopies}
            onAllowFullCopies={(allow) => setFields({ ...fields, allowFullCopies: allow })}
          />
        }
      />
      <RemovePlan plan={plan} />
    </>
  );
}
