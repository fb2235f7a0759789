import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ChannelDraft } from '#shared/domain/notification.ts';
import { api } from '../../api/queries.ts';

/** Keeps a channel as a draft wants it, be it new or not, and removes one. */
export function useKeepChannel() {
  const queryClient = useQueryClient();
  const onSuccess = () => void queryClient.invalidateQueries({ queryKey: api.notifications.key() });
  const add = useMutation(api.notifications.add.mutationOptions({ onSuccess }));
  const change = useMutation(api.notifications.change.mutationOptions({ onSuccess }));
  const remove = useMutation(api.notifications.remove.mutationOptions({ onSuccess }));
  return {
    remove,
    error: add.error ?? change.error,
    /** Nothing is told any more of an attempt that failed. */
    forget: (): void => {
      add.reset();
      change.reset();
      remove.reset();
    },
    keep: ({ id, ...draft }: ChannelDraft, onKept: () => void): void => {
      const options = { onSuccess: onKept };
      if (id === undefined) add.mutate(draft, options);
      else change.mutate({ channel: id, ...draft }, options);
    },
  };
}
