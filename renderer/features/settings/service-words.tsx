import type { ReactElement } from 'react';
import type { ServiceStatus } from '#shared/domain/startup.ts';
import { t } from '../../app/messages/t.ts';
import styles from './startup.module.css';

/** How the service fares, in sentences, with the command that helps where one does. */
export function ServiceWords({ service }: { readonly service: ServiceStatus }): ReactElement | null {
  const { installed, running, linger, failure, reachable, manager, programThere, lack } = service;
  if (!installed && lack === 'temporary-program')
    return <p className={styles.words}>{t('startup.service.temporary')}</p>;
  if (!installed) return running ? <p className={styles.words}>{t('startup.service.runs-on')}</p> : null;
  return (
    <div className={styles.words}>
      {reachable && <p>{runningWords(service)}</p>}
      {!reachable && <p className={styles.warning}>{t('startup.service.not-asked')}</p>}
      {programThere === false && <p className={styles.warning}>{t('startup.service.gone')}</p>}
      {failure !== null && manager === 'systemd' && (
        <>
          <p className={styles.warning}>{t('startup.service.failed', { failure })}</p>
          <code className={styles.command}>{`journalctl --user -u ${service.name}`}</code>
        </>
      )}
      {linger === true && <p>{t('startup.service.linger')}</p>}
      {linger === false && (
        <>
          <p>{t('startup.service.no-linger')}</p>
          <code className={styles.command}>loginctl enable-linger</code>
        </>
      )}
    </div>
  );
}

function runningWords({ pid, owner }: ServiceStatus): string {
  if (pid === null) return t('startup.service.stopped');
  return t(owner ? 'startup.service.running' : 'startup.service.waiting', { pid: String(pid) });
}
