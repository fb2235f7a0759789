import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../../api/queries.ts';
import { t } from '../../app/messages/t.ts';
import { Problem } from '../../components/problem.tsx';
import { proposeRepository } from '../start/propose-repository.ts';
import { VolumeChooser } from '../start/volume-chooser.tsx';

interface NewRepositoryProps {
  readonly onMade: (id: string) => void;
  readonly onCancel: () => void;
}

/** Makes a repository on a drive, without leaving the plan that needs it. */
export function NewRepository({ onMade, onCancel }: NewRepositoryProps): ReactElement {
  const queryClient = useQueryClient();
  const { data: status } = useQuery(api.system.status.queryOptions());
  const create = useMutation(
    api.repositories.create.mutationOptions({
      onSuccess: async ({ id }) => {
        await Promise.all([
          queryClient.invalidateQueries({ queryKey: api.storage.key() }),
          queryClient.invalidateQueries({ queryKey: api.repositories.key() }),
        ]);
        onMade(id);
      },
    }),
  );
  return (
    <>
      <VolumeChooser
        label={t('where.new')}
        submitLabel={t('where.make')}
        folderFor={(volume) => proposeRepository(volume.mountPoint, status?.userHome ?? '/')}
        pending={create.isPending}
        onChoose={(path) => create.mutate({ path })}
        onCancel={onCancel}
      />
      {create.error !== null && <Problem error={create.error} />}
    </>
  );
}
