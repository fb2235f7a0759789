import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { FoundRepository } from '#shared/domain/repository.ts';
import { api } from '../../api/queries.ts';
import { showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';
import { PathLabel } from '../../components/path-label.tsx';
import { Problem } from '../../components/problem.tsx';
import { Section } from '../../components/section.tsx';
import { WaitingRows } from '../../components/waiting-rows.tsx';
import styles from './found-repositories.module.css';

interface FoundRepositoriesProps {
  readonly pending: boolean;
  readonly onChoose: (path: string) => void;
}

/** Repositories that lie on the drives: the usual way in, by one click. */
export function FoundRepositories({ pending, onChoose }: FoundRepositoriesProps): ReactElement {
  const { data, error, refetch, isFetching } = useQuery({ ...api.system.repositories.queryOptions(), staleTime: 0 });
  return (
    <Section
      title={t('connect.found')}
      hint={data?.length === 0 ? t('connect.found.none') : undefined}
      actions={
        <Button variant="default" disabled={isFetching} onClick={() => void refetch()}>
          {t('connect.found.again')}
        </Button>
      }
    >
      {error !== null && <Problem error={error} />}
      {data === undefined && error === null && <WaitingRows count={1} height={48} />}
      <ul>
        {data?.map((found) => (
          <Found key={found.path} found={found} pending={pending} onChoose={onChoose} />
        ))}
      </ul>
    </Section>
  );
}

interface FoundProps extends FoundRepositoriesProps {
  readonly found: FoundRepository;
}

function Found({ found: { path, known }, pending, onChoose }: FoundProps): ReactElement {
  return (
    <li className={styles.found}>
      <PathLabel path={path} />
      {known ? (
        <span className={styles.known}>{t('connect.found.known')}</span>
      ) : (
        <Button
          disabled={pending}
          aria-label={t('connect.found.go-to', { path: showPath(path) })}
          onClick={() => onChoose(path)}
        >
          {t('connect.found.go')}
        </Button>
      )}
    </li>
  );
}
