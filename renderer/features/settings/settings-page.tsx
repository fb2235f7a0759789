import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Doctor } from '#shared/domain/system.ts';
import { api } from '../../api/queries.ts';
import { t } from '../../app/messages/t.ts';
import { Answer } from '../../components/answer.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Problem } from '../../components/problem.tsx';
import { SampleRow } from '../sample/sample-row.tsx';
import { About } from './about.tsx';
import { GeneralSettings } from './general-settings.tsx';
import { Programs } from './programs.tsx';
import { Security } from './security.tsx';
import { StartupSettings } from './startup-settings.tsx';

/** The gear: how Holdfast looks and behaves, and what it found on this computer. */
export function SettingsPage(): ReactElement {
  const { data: doctor, error, refetch } = useQuery(api.system.doctor.queryOptions());
  return (
    <>
      <Answer
        title={error === null ? doctor && titleOf(doctor) : t('settings.unknown')}
        detail={t('settings.hint')}
        actions={
          <>
            <LinkButton to="/activity/verification" variant="default">
              {t('activity.tab.verification')}
            </LinkButton>
            <LinkButton to="/settings/notifications" variant="default">
              {t('notifications')}
            </LinkButton>
            <LinkButton to="/settings/repositories" variant="default">
              {t('settings.repositories')}
            </LinkButton>
          </>
        }
      />
      <GeneralSettings />
      <Security />
      <StartupSettings />
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      <Programs doctor={doctor} />
      <SampleRow />
      <About />
    </>
  );
}

function titleOf({ ok, programs, checks }: Doctor): string {
  if (ok) return t('settings.ok');
  const count = [...programs, ...checks].filter((one) => !one.ok).length;
  return t('settings.problems', { count });
}
