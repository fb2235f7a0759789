import { useQuery } from '@tanstack/react-query';
import { useMatch, useNavigate } from '@tanstack/react-router';
import { api } from '../../api/queries.ts';
import { useFinishRestore } from '../../features/restore/use-finish-restore.ts';
import { useRestoreStatus } from '../../features/restore/use-restore-status.ts';
import { useCancelRun } from '../../features/runs/use-cancel-run.ts';
import { neighbourOf, shownSnapshot } from '../../features/time/shown-snapshot.ts';
import { useSnapshotWork } from '../../features/time/use-snapshot-work.ts';
import { t } from '../messages/t.ts';
import type { Command } from './rank-commands.ts';
import { useEntryCommands } from './use-entry-commands.ts';

/** What can be done with what is open right now: a file or folder, a snapshot, a run. */
export function useOpenCommands(): readonly Command[] {
  return [...useEntryCommands(), ...useSnapshotCommands(), ...useRunCommands()];
}

function useSnapshotCommands(): readonly Command[] {
  const navigate = useNavigate();
  const search = useMatch({ from: '/time', shouldThrow: false })?.search;
  const { data: snapshots = [] } = useQuery({
    ...api.snapshots.list.queryOptions({ input: {} }),
    enabled: search !== undefined,
  });
  const { pin, verify } = useSnapshotWork();
  if (search === undefined || search.find !== undefined) return [];
  const { snapshot, ofPlan } = shownSnapshot(snapshots, search);
  if (snapshot === undefined) return [];
  const { id, planId, pinned } = snapshot;
  const since = neighbourOf(snapshot, ofPlan)?.id;
  const compare: Command = {
    id: 'compare',
    label: t('command.compare'),
    run: () => void navigate({ to: '/time', search: { plan: planId, snapshot: id, since } }),
  };
  return [
    ...(since === undefined ? [] : [compare]),
    {
      id: 'pin',
      label: t(pinned ? 'command.unpin' : 'command.pin'),
      run: () => pin.mutate({ snapshot: id, pinned: !pinned }),
    },
    { id: 'verify', label: t('command.verify'), run: () => verify.mutate({ snapshot: id }) },
    {
      id: 'delete',
      label: t('command.delete'),
      run: () => void navigate({ to: '/time', search: { plan: planId, snapshot: id, deleting: true } }),
    },
  ];
}

function useRunCommands(): readonly Command[] {
  const navigate = useNavigate();
  const cancel = useCancelRun();
  const finish = useFinishRestore();
  const run = useMatch({ from: '/activity/$runId', shouldThrow: false })?.params.runId;
  const { data } = useQuery({
    ...api.runs.get.queryOptions({ input: { run: run ?? '' } }),
    enabled: run !== undefined,
  });
  const status = useRestoreStatus(data);
  if (run === undefined || data === undefined) return [];
  if (data.outcome === null) {
    return [{ id: 'cancel-run', label: t('command.cancel-run'), run: () => cancel.mutate({ run }) }];
  }
  const undo: Command = {
    id: 'undo-restore',
    label: t('command.undo-restore'),
    run: () => void navigate({ to: '/restore/undo/$runId', params: { runId: run } }),
  };
  const goOn: Command = {
    id: 'finish-restore',
    label: t('command.finish-restore'),
    run: () => finish.mutate({ restore: run }),
  };
  return [...(status?.undo.possible ? [undo] : []), ...(status?.finish.possible ? [goOn] : [])];
}
