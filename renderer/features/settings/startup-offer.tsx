import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { PlanStatus } from '#shared/domain/plan.ts';
import type { Startup } from '#shared/domain/startup.ts';
import { api } from '../../api/queries.ts';
import { t } from '../../app/messages/t.ts';
import { Note } from '../../components/note.tsx';
import { Problem } from '../../components/problem.tsx';
import styles from './startup.module.css';
import { useSetStartup } from './use-set-startup.ts';

/** After the first backup, once: whether Holdfast shall start by itself. Nothing where that was answered, or is so. */
export function StartupOffer({ plans }: { readonly plans: readonly PlanStatus[] | undefined }): ReactElement | null {
  const hasBackup = plans?.some(({ lastGoodAt }) => lastGoodAt !== null) ?? false;
  const { data: startup } = useQuery({ ...api.startup.get.queryOptions(), enabled: hasBackup });
  const take = useSetStartup();
  const login = useMutation(api.startup.setLogin.mutationOptions(take));
  const decline = useMutation(api.startup.declineLogin.mutationOptions(take));
  const install = useMutation(
    api.startup.installService.mutationOptions({
      // The offer was answered, whatever becomes of the service later.
      onSuccess: () => decline.mutate(undefined),
    }),
  );
  const offered = startup && hasBackup ? whatToOffer(startup) : undefined;
  if (offered === undefined) return null;
  const error = login.error ?? install.error ?? decline.error;
  return (
    <div className={styles.offered}>
      <Note tone="info">
        <div className={styles.offer}>
          <p>
            {t(`startup.offer.${offered}`)} {t('startup.offer.where')}
          </p>
          <Button
            loading={login.isPending || install.isPending}
            onClick={() => (offered === 'login' ? login.mutate({ on: true }) : install.mutate({}))}
          >
            {t(`startup.offer.yes.${offered}`)}
          </Button>
          <Button variant="default" disabled={decline.isPending} onClick={() => decline.mutate(undefined)}>
            {t('startup.offer.no')}
          </Button>
        </div>
        {error !== null && <Problem error={error} />}
      </Note>
    </div>
  );
}

function whatToOffer({ asked, login, service }: Startup): 'login' | 'service' | undefined {
  if (asked || login.on || service.installed) return undefined;
  if (login.lack === null) return 'login';
  return service.lack === null && service.reachable ? 'service' : undefined;
}
