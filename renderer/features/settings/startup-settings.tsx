import { Switch } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { LoginStart, Startup } from '#shared/domain/startup.ts';
import { api } from '../../api/queries.ts';
import { t } from '../../app/messages/t.ts';
import { Problem } from '../../components/problem.tsx';
import { Section } from '../../components/section.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import { ServiceWords } from './service-words.tsx';
import styles from './startup.module.css';
import { useSetStartup } from './use-set-startup.ts';

/** What starts Holdfast by itself: read from the system, whoever switched it there. */
export function StartupSettings(): ReactElement {
  const { data: startup, error, refetch } = useQuery({ ...api.startup.get.queryOptions(), staleTime: 0 });
  return (
    <Section title={t('startup.title')} hint={t('startup.hint')}>
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      {startup === undefined && error === null && <WaitingRows count={2} height={56} />}
      {startup !== undefined && (
        <div className={styles.switches}>
          <LoginSwitch startup={startup} />
          <ServiceSwitch startup={startup} />
        </div>
      )}
    </Section>
  );
}

function LoginSwitch({ startup: { login } }: { readonly startup: Startup }): ReactElement {
  const set = useMutation(api.startup.setLogin.mutationOptions(useSetStartup()));
  return (
    <div className={styles.switch}>
      <Switch
        label={t('startup.login')}
        description={describeLogin(login)}
        checked={login.on}
        // Something that is on can always be switched off.
        disabled={set.isPending || (login.lack !== null && !login.on)}
        onChange={({ currentTarget }) => set.mutate({ on: currentTarget.checked })}
      />
      {login.programGone && <p className={styles.warning}>{t('startup.login.gone')}</p>}
      {set.error !== null && <Problem error={set.error} />}
    </div>
  );
}

function describeLogin({ starts, lack }: LoginStart): string {
  if (lack === 'service') return t('startup.login.by-service');
  return starts === null ? t('startup.login.nowhere') : t(`startup.login.${starts}`);
}

function ServiceSwitch({ startup: { service } }: { readonly startup: Startup }): ReactElement {
  const take = useSetStartup();
  const install = useMutation(
    api.startup.installService.mutationOptions({ onSuccess: ({ startup }) => take.onSuccess(startup) }),
  );
  const remove = useMutation(
    api.startup.removeService.mutationOptions({ onSuccess: ({ startup }) => take.onSuccess(startup) }),
  );
  const busy = install.isPending || remove.isPending;
  const error = install.error ?? remove.error;
  return (
    <div className={styles.switch}>
      <Switch
        label={t('startup.service')}
        description={service.manager === null ? t('startup.service.none') : t(`startup.service.${service.manager}`)}
        checked={service.installed}
        disabled={busy || (service.lack !== null && !service.installed)}
        onChange={({ currentTarget }) => (currentTarget.checked ? install.mutate({}) : remove.mutate(undefined))}
      />
      <ServiceWords service={service} />
      {error !== null && <Problem error={error} />}
    </div>
  );
}
