import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { api } from '../../api/queries.ts';
import { t } from '../../app/messages/t.ts';
import { Answer } from '../../components/answer.tsx';
import { FolderChooser } from '../../components/folder-chooser/folder-chooser.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Problem } from '../../components/problem.tsx';
import { Section } from '../../components/section.tsx';
import { RunOutcome } from '../runs/run-outcome.tsx';
import { FoundRepositories } from './found-repositories.tsx';

/** The second door: a repository that is there already. */
export function ConnectPage(): ReactElement {
  const queryClient = useQueryClient();
  const { data: volumes } = useQuery({ ...api.system.volumes.queryOptions(), staleTime: 0 });
  const { data: status } = useQuery(api.system.status.queryOptions());
  const [again, setAgain] = useState(0);
  const connect = useMutation(
    api.repositories.connect.mutationOptions({ onSuccess: () => queryClient.invalidateQueries() }),
  );
  if (connect.data !== undefined) {
    return (
      <>
        <Answer
          title={t('connect.done')}
          detail={t('connect.done.hint')}
          actions={<LinkButton to="/time">{t('connect.browse')}</LinkButton>}
        />
        <RunOutcome runId={connect.data.runId} />
      </>
    );
  }
  const start = volumes?.find(({ removable }) => removable)?.mountPoint ?? status?.userHome;
  return (
    <>
      <Answer title={t('connect.title')} detail={t('connect.hint')} />
      <FoundRepositories pending={connect.isPending} onChoose={(path) => connect.mutate({ path })} />
      {start !== undefined && volumes !== undefined && (
        <Section title={t('connect.other')}>
          <FolderChooser
            key={again}
            label={t('connect.folder')}
            start={start}
            mayBeNew={false}
            chooseLabel={t('connect.go')}
            onChoose={(path) => connect.mutate({ path })}
            onCancel={() => setAgain(again + 1)}
          />
        </Section>
      )}
      {connect.error !== null && <Problem error={connect.error} />}
    </>
  );
}
