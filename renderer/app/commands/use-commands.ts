import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { PlanStatus } from '#shared/domain/plan.ts';
import { api } from '../../api/queries.ts';
import { useRestoreStatus } from '../../features/restore/use-restore-status.ts';
import { useCancelRun } from '../../features/runs/use-cancel-run.ts';
import { useStartBackup } from '../../features/runs/use-start-backup.ts';
import { t } from '../messages/t.ts';
import type { Command } from './rank-commands.ts';
import { useOpenCommands } from './use-open-commands.ts';

/** Everything that can be done: with what is open, then from anywhere each place, each verb, and each verb for each plan. */
export function useCommands(): readonly Command[] {
  const { data: plans = [] } = useQuery(api.plans.list.queryOptions());
  return [
    ...useOpenCommands(),
    ...usePlaceCommands(),
    ...useEngineCommands(plans),
    ...useUndoCommands(),
    ...usePlanCommands(plans),
  ];
}

function usePlaceCommands(): readonly Command[] {
  const navigate = useNavigate();
  return [
    { id: 'home', label: t('command.home'), run: () => void navigate({ to: '/' }) },
    { id: 'time', label: t('command.time'), run: () => void navigate({ to: '/time' }) },
    { id: 'plans', label: t('command.plans'), run: () => void navigate({ to: '/plans' }) },
    { id: 'activity', label: t('command.activity'), run: () => void navigate({ to: '/activity' }) },
    { id: 'schedules', label: t('command.schedules'), run: () => void navigate({ to: '/activity/schedules' }) },
    { id: 'drives', label: t('command.drives'), run: () => void navigate({ to: '/activity/drives' }) },
    { id: 'audit', label: t('command.audit'), run: () => void navigate({ to: '/activity/audit' }) },
    {
      id: 'verification',
      label: t('command.verification'),
      run: () => void navigate({ to: '/activity/verification' }),
    },
    { id: 'databases', label: t('command.databases'), run: () => void navigate({ to: '/databases' }) },
    { id: 'settings', label: t('command.settings'), run: () => void navigate({ to: '/settings' }) },
    {
      id: 'notifications',
      label: t('command.notifications'),
      run: () => void navigate({ to: '/settings/notifications' }),
    },
    { id: 'storage', label: t('command.storage'), run: () => void navigate({ to: '/settings/repositories' }) },
    { id: 'new-plan', label: t('command.new-plan'), run: () => void navigate({ to: '/plans/new' }) },
    { id: 'connect', label: t('command.connect'), run: () => void navigate({ to: '/start/connect' }) },
  ];
}

function useEngineCommands(plans: readonly PlanStatus[]): readonly Command[] {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const backup = useStartBackup();
  const openRun = ({ runId }: { readonly runId: string }) =>
    void navigate({ to: '/activity/$runId', params: { runId } });
  const verify = useMutation(api.snapshots.verify.mutationOptions({ onSuccess: openRun }));
  const repair = useMutation(
    api.snapshots.repair.mutationOptions({
      onSuccess: ({ runId }) => void navigate({ to: '/activity/verification', search: { run: runId } }),
    }),
  );
  const prove = useMutation(
    api.databases.testRestore.mutationOptions({
      onSuccess: ({ runId }) => void navigate({ to: '/databases', search: { run: runId } }),
    }),
  );
  const rebuild = useMutation(api.repositories.rebuild.mutationOptions({ onSuccess: openRun }));
  const set = useMutation(
    api.settings.set.mutationOptions({
      onSuccess: (settings) => queryClient.setQueryData(api.settings.get.queryKey(), settings),
    }),
  );
  const idle = plans.filter(({ plan, runningRunId }) => runningRunId === null && !plan.sample);
  return [
    {
      id: 'backup-all',
      label: t('command.backup-all'),
      run: () => {
        for (const { plan } of idle) backup.mutate({ plan: plan.id });
        void navigate({ to: '/' });
      },
    },
    { id: 'verify-all', label: t('command.verify-all'), run: () => verify.mutate({}) },
    { id: 'repair-all', label: t('command.repair-all'), run: () => repair.mutate({}) },
    { id: 'prove-all', label: t('command.prove-all'), run: () => prove.mutate({}) },
    { id: 'rebuild', label: t('command.rebuild'), run: () => rebuild.mutate({}) },
    { id: 'light', label: t('command.light'), run: () => set.mutate({ theme: 'light' }) },
    { id: 'dark', label: t('command.dark'), run: () => set.mutate({ theme: 'dark' }) },
    { id: 'system', label: t('command.system'), run: () => set.mutate({ theme: 'system' }) },
  ];
}

/** The newest restore can be undone from anywhere. */
function useUndoCommands(): readonly Command[] {
  const navigate = useNavigate();
  const { data } = useQuery(api.runs.list.queryOptions({ input: { kind: 'restore', limit: 1 } }));
  const last = data?.items[0];
  const status = useRestoreStatus(last);
  if (last === undefined || !status?.undo.possible) return [];
  return [
    {
      id: 'undo-last',
      label: t('command.undo-last'),
      run: () => void navigate({ to: '/restore/undo/$runId', params: { runId: last.id } }),
    },
  ];
}

function usePlanCommands(plans: readonly PlanStatus[]): readonly Command[] {
  const navigate = useNavigate();
  const backup = useStartBackup();
  const cancel = useCancelRun();
  return plans.flatMap(({ plan: { id, name, folders }, runningRunId, unusual }) => [
    ...(unusual === null
      ? []
      : [
          {
            id: `unusual-${id}`,
            label: t('command.unusual', { plan: name }),
            run: () => void navigate({ to: '/plans/$planId/unusual', params: { planId: id } }),
          },
        ]),
    runningRunId === null
      ? { id: `backup-${id}`, label: t('command.backup', { plan: name }), run: () => backup.mutate({ plan: id }) }
      : {
          id: `cancel-${id}`,
          label: t('command.cancel', { plan: name }),
          run: () => cancel.mutate({ run: runningRunId }),
        },
    {
      id: `browse-${id}`,
      label: t('command.browse', { plan: name }),
      run: () => void navigate({ to: '/time', search: { plan: id } }),
    },
    ...(folders.length === 0
      ? []
      : [
          {
            id: `restore-${id}`,
            label: t('command.restore', { plan: name }),
            run: () => void navigate({ to: '/restore', search: { snapshot: `${name}/latest`, paths: [] } }),
          },
          {
            id: `bring-back-${id}`,
            label: t('command.bring-back', { plan: name }),
            run: () =>
              void navigate({ to: '/restore', search: { snapshot: `${name}/latest`, paths: [], missing: true } }),
          },
        ]),
    {
      id: `edit-${id}`,
      label: t('command.edit', { plan: name }),
      run: () => void navigate({ to: '/plans/$planId', params: { planId: id } }),
    },
  ]);
}
