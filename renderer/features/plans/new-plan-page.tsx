import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { defaultKeep, localTimeZone } from '#shared/domain/retention.ts';
import { defaultDrive } from '#shared/domain/volume.ts';
import { api } from '../../api/queries.ts';
import { baseName, showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';
import { Answer } from '../../components/answer.tsx';
import { draftsOf } from './databases/source-fields.ts';
import { exclusionDefaults } from './exclusion-defaults.ts';
import { hookDrafts } from './hooks/hook-fields.ts';
import { type PlanFields, PlanForm } from './plan-form.tsx';
import { newSchedule, scheduleDrafts } from './schedules/schedule-fields.ts';
import { WhereFields } from './where-fields.tsx';

const empty: PlanFields = {
  name: '',
  folders: [],
  databases: [],
  exclusions: exclusionDefaults,
  schedules: [],
  repositories: [],
  hooks: [],
  allowFullCopies: false,
  keep: defaultKeep,
  timeZone: localTimeZone(),
  drive: defaultDrive,
};

/** “What shall be backed up, and where to?” */
export function NewPlanPage(): ReactElement {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [fields, setFields] = useState<PlanFields>(() => ({ ...empty, schedules: [newSchedule()] }));
  const create = useMutation(
    api.plans.create.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: api.plans.key() });
        await navigate({ to: '/' });
      },
    }),
  );
  return (
    <>
      <Answer title={t('plan.new')} detail={t('plan.new.hint')} />
      <PlanForm
        fields={fields}
        onChange={(next) => setFields({ ...next, name: nameFor(fields, next) })}
        onSubmit={() => {
          const [repository = '', ...also] = fields.repositories;
          create.mutate({
            ...fields,
            repository,
            also,
            folders: [...fields.folders],
            databases: draftsOf(fields.databases),
            schedules: scheduleDrafts(fields.schedules),
            hooks: hookDrafts(fields.hooks),
          });
        }}
        submitLabel={t('plan.create')}
        pending={create.isPending}
        error={create.error}
        where={
          <WhereFields
            chosen={fields.repositories}
            onChosen={(repositories) => setFields({ ...fields, repositories })}
            allowFullCopies={fields.allowFullCopies}
            onAllowFullCopies={(allowFullCopies) => setFields({ ...fields, allowFullCopies })}
          />
        }
      />
    </>
  );
}

/** A plan takes the name of its first folder until it is given one. */
function nameFor(before: PlanFields, next: PlanFields): string {
  const proposed = ({ folders: [first], databases }: PlanFields) => {
    if (first !== undefined) return showPath(baseName(first)).slice(0, 100);
    return databases.length === 0 ? '' : t('plan.name.databases');
  };
  return before.name === next.name && before.name === proposed(before) ? proposed(next) : next.name;
}
