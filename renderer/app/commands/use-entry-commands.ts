import { useQuery } from '@tanstack/react-query';
import { useMatch, useNavigate } from '@tanstack/react-router';
import { api } from '../../api/queries.ts';
import { shownSnapshot } from '../../features/time/shown-snapshot.ts';
import { useOpenVersion } from '../../features/time/use-open-version.ts';
import { t } from '../messages/t.ts';
import type { Command } from './rank-commands.ts';

/** What can be done with the file or folder whose details are open. */
export function useEntryCommands(): readonly Command[] {
  const navigate = useNavigate();
  const search = useMatch({ from: '/time', shouldThrow: false })?.search;
  const path = search?.path;
  const { data: snapshots = [] } = useQuery({
    ...api.snapshots.list.queryOptions({ input: {} }),
    enabled: path !== undefined,
  });
  const snapshot = search === undefined ? undefined : shownSnapshot(snapshots, search).snapshot;
  const { data: entry } = useQuery({
    ...api.snapshots.entry.queryOptions({ input: { snapshot: snapshot?.id ?? '', path: path ?? '' } }),
    enabled: path !== undefined && snapshot !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { open } = useOpenVersion(snapshot?.id ?? '', path ?? '');
  if (path === undefined || snapshot?.available !== true || entry === undefined) return [];
  const { id } = snapshot;
  const restore = (missing?: true) =>
    void navigate({ to: '/restore', search: { snapshot: id, paths: [path], missing } });
  if (entry.type === 'folder') {
    return [
      { id: 'restore-shown', label: t('command.restore-folder'), run: () => restore() },
      { id: 'bring-back-shown', label: t('command.bring-back-folder'), run: () => restore(true) },
    ];
  }
  if (entry.type !== 'file') return [];
  return [
    { id: 'restore-shown', label: t('command.restore-file'), run: () => restore() },
    {
      id: 'compare-shown',
      label: t('command.compare-now'),
      run: () => void navigate({ to: '/compare', search: { path, from: id, to: 'now' } }),
    },
    { id: 'open-shown', label: t('command.open-file'), run: open },
  ];
}
