import { Button, Menu } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../../api/queries.ts';
import { t } from '../../app/messages/t.ts';

const hour = 60 * 60_000;
const spans = { hour, day: 24 * hour, week: 7 * 24 * hour } as const;

/** Holds up everything that starts by itself, for a while or until it is resumed. */
export function PauseButton({ paused }: { readonly paused: boolean }): ReactElement {
  const queryClient = useQueryClient();
  const onSuccess = () => void queryClient.invalidateQueries({ queryKey: api.schedules.key() });
  const pause = useMutation(api.schedules.pause.mutationOptions({ onSuccess }));
  const resume = useMutation(api.schedules.resume.mutationOptions({ onSuccess }));
  if (paused) {
    return (
      <Button loading={resume.isPending} onClick={() => resume.mutate(undefined)}>
        {t('schedules.resume')}
      </Button>
    );
  }
  const pauseFor = (ms: number) => pause.mutate({ until: new Date(Date.now() + ms).toISOString() });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" loading={pause.isPending}>
          {t('schedules.pause')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['hour', 'day', 'week'] as const).map((span) => (
          <Menu.Item key={span} onClick={() => pauseFor(spans[span])}>
            {t(`schedules.pause.${span}`)}
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => pause.mutate({ until: null })}>{t('schedules.pause.endless')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
