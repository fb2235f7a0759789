import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { Plan } from '#shared/domain/plan.ts';
import { api } from '../../api/queries.ts';
import { t } from '../../app/messages/t.ts';
import { Problem } from '../../components/problem.tsx';
import { Section } from '../../components/section.tsx';

/** Forgets a plan, once it was said what stays. */
export function RemovePlan({ plan }: { readonly plan: Plan }): ReactElement {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState(false);
  const remove = useMutation(
    api.plans.remove.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: '/plans' });
        await queryClient.invalidateQueries();
      },
    }),
  );
  return (
    <Section
      title={t('plan.remove')}
      hint={t('plan.remove.hint')}
      actions={
        asked ? (
          <>
            <Button
              variant="default"
              c="var(--hf-bad)"
              loading={remove.isPending}
              onClick={() => remove.mutate({ plan: plan.id })}
            >
              {t('plan.remove.go', { plan: plan.name })}
            </Button>
            <Button variant="default" onClick={() => setAsked(false)}>
              {t('plan.remove.keep')}
            </Button>
          </>
        ) : (
          <Button variant="default" onClick={() => setAsked(true)}>
            {t('plan.remove')}
          </Button>
        )
      }
    >
      {remove.error !== null && <Problem error={remove.error} />}
    </Section>
  );
}
