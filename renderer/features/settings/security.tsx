import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { forgetPhrase, type KeyPlace, type SecretsStatus } from '#shared/domain/secrets.ts';
import { api } from '../../api/queries.ts';
import { t } from '../../app/messages/t.ts';
import { Note } from '../../components/note.tsx';
import { Problem } from '../../components/problem.tsx';
import { Section } from '../../components/section.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import { secretsWords } from './secrets-words.ts';
import styles from './security.module.css';

/** Where the key to the passwords lies, what that means, and moving it. */
export function Security(): ReactElement {
  const { data: status, error, refetch } = useQuery({ ...api.secrets.status.queryOptions(), staleTime: 0 });
  return (
    <Section title={t('security.title')} hint={t('security.hint')}>
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      {error === null && status === undefined && <WaitingRows count={1} height={96} />}
      {status !== undefined && <Passwords status={status} onAgain={() => void refetch()} />}
    </Section>
  );
}

interface PasswordsProps {
  readonly status: SecretsStatus;
  readonly onAgain: () => void;
}

function Passwords({ status, onAgain }: PasswordsProps): ReactElement {
  const { sentence, means, closed } = secretsWords(status);
  const { place, kept, readable, both, trouble } = status;
  const isThere = place !== null && readable;
  return (
    <div className={styles.security}>
      {readable ? <p className={styles.sentence}>{sentence}</p> : <Note tone="warn">{sentence}</Note>}
      {means !== null && <p className={styles.quiet}>{means}</p>}
      {kept > 0 && <p className={styles.quiet}>{t('security.kept', { count: kept })}</p>}
      {both && <Note tone="warn">{t('security.both')}</Note>}
      {isThere && <Move status={status} />}
      {closed !== null && <p className={styles.quiet}>{closed}</p>}
      {trouble === 'keyring' && (
        <div className={styles.actions}>
          <Button variant="default" onClick={onAgain}>
            {t('programs.again')}
          </Button>
        </div>
      )}
      {trouble === 'key-lost' && <Forget />}
    </div>
  );
}

function Move({ status: { place, keyring, both } }: { readonly status: SecretsStatus }): ReactElement {
  const queryClient = useQueryClient();
  const move = useMutation(
    api.secrets.move.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: api.secrets.key() }),
    }),
  );
  const places: readonly KeyPlace[] = both ? ['keyring', 'file'] : [place === 'file' ? 'keyring' : 'file'];
  return (
    <>
      <div className={styles.actions}>
        {places.map((to) => (
          <Button
            key={to}
            variant="default"
            disabled={to === 'keyring' && keyring !== 'ready'}
            loading={move.isPending && move.variables.to === to}
            onClick={() => move.mutate({ to })}
          >
            {t(`security.to-${to}`)}
          </Button>
        ))}
      </div>
      {move.error !== null && <Problem error={move.error} />}
    </>
  );
}

/** Asks once more: every password has to be given again. */
function Forget(): ReactElement {
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const forget = useMutation(
    api.secrets.forget.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: api.secrets.key() }),
    }),
  );
  if (!asking) {
    return (
      <div className={styles.actions}>
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('security.forget')}
        </Button>
      </div>
    );
  }
  return (
    <>
      <p>{t('security.forget.sure')}</p>
      <div className={styles.actions}>
        <Button color="red" loading={forget.isPending} onClick={() => forget.mutate({ confirm: forgetPhrase })}>
          {t('security.forget.yes')}
        </Button>
        <Button variant="default" onClick={() => setAsking(false)}>
          {t('security.forget.no')}
        </Button>
      </div>
      {forget.error !== null && <Problem error={forget.error} />}
    </>
  );
}
