import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { client } from '../../api/client.ts';
import { api } from '../../api/queries.ts';
import { t } from '../../app/messages/t.ts';
import { exclusionDefaults } from '../plans/exclusion-defaults.ts';
import { newSchedule } from '../plans/schedules/schedule-fields.ts';

interface ProtectInput {
  readonly folders: readonly string[];
  /** Folder of the repository. */
  readonly path: string;
}

/** Makes the repository and the plan, starts the first backup, and goes to Home, where it can be watched. */
export function useProtect() {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: protect,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: api.plans.key() });
      await navigate({ to: '/' });
    },
  });
}

/** A second try after a failure half-way goes on with the repository that the first one made. */
async function protect({ folders, path }: ProtectInput): Promise<void> {
  const known = (await client.repositories.list()).find((repository) => repository.path === path);
  const repository = known ?? (await client.repositories.create({ path }));
  const { plan } = await client.plans.create({
    name: t('protect.plan-name'),
    folders: [...folders],
    exclusions: exclusionDefaults,
    schedules: [newSchedule().draft],
    repository: repository.id,
  });
  await client.runs.backup({ plan: plan.id });
}
