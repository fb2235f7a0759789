import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../../api/queries.ts';
import { formatDuration } from '../../app/format/format-duration.ts';
import { t } from '../../app/messages/t.ts';
import { Note } from '../../components/note.tsx';

/** The clock was set by more than an hour: what that holds up, and how to say that it is right; nothing while it can be relied on. */
export function ClockNote(): ReactElement | null {
  const queryClient = useQueryClient();
  const { data } = useQuery(api.schedules.get.queryOptions({ input: {} }));
  const accept = useMutation(
    api.schedules.acceptClock.mutationOptions({
      onSuccess: () => void queryClient.invalidateQueries({ queryKey: api.schedules.key() }),
    }),
  );
  if (!data || data.clock.trusted) return null;
  const { offMs } = data.clock;
  const off = formatDuration(Math.abs(offMs));
  return (
    <Note tone="warn">
      <p>{t(offMs > 0 ? 'schedules.clock.ahead' : 'schedules.clock.behind', { off })}</p>
      <Button variant="default" mt={8} loading={accept.isPending} onClick={() => accept.mutate(undefined)}>
        {t('schedules.clock.accept')}
      </Button>
    </Note>
  );
}
