import { Button } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { VolumeStatus } from '#shared/domain/volume.ts';
import { api } from '../../api/queries.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { showPath } from '../../app/format/show-path.ts';
import { t } from '../../app/messages/t.ts';
import { Facts } from '../../components/facts.tsx';
import { NumberChoice } from '../../components/number-choice.tsx';
import { Problem } from '../../components/problem.tsx';
import { When } from '../../components/when.tsx';
import styles from './drive-facts.module.css';

/** The drive that a repository lies on, what is kept free on it, and how to let go of it. */
export function DriveFacts({ repositoryId }: { readonly repositoryId: string }): ReactElement | null {
  const { data, error } = useQuery(api.volumes.list.queryOptions());
  if (error !== null) return <Problem error={error} />;
  const status = data?.find(({ repository }) => repository.id === repositoryId);
  if (status === undefined) return null;
  const { volume, present, since, seenAt, abilities, keepFreeBytes, held } = status;
  return (
    <div className={styles.drive}>
      <Facts
        facts={[
          ...(volume === null
            ? []
            : ([
                [t('drive.name'), volume.name],
                [t('drive.file-system'), fileSystemOf(volume)],
                [t('drive.place'), showPath(volume.mountPoint)],
              ] as const)),
          since === null ? undefined : [t('drive.since'), <When key="since" at={since} />],
          present || seenAt === null ? undefined : [t('drive.seen'), <When key="seen" at={seenAt} />],
          abilities === null
            ? undefined
            : [t('drive.links'), t(abilities.hardLinks ? 'drive.links.yes' : 'drive.links.no')],
          [t('drive.floor'), formatBytes(keepFreeBytes)],
        ]}
      />
      <div className={styles.actions}>
        <Reserve key={status.ownKeepFreeBytes ?? 'usual'} status={status} />
        {present && held === null && <Unmount repositoryId={repositoryId} />}
      </div>
    </div>
  );
}

const fileSystemOf = ({ fileSystem, uuid }: NonNullable<VolumeStatus['volume']>): string =>
  uuid === null ? fileSystem : t('drive.uuid', { fileSystem, uuid });

function Unmount({ repositoryId }: { readonly repositoryId: string }): ReactElement {
  const queryClient = useQueryClient();
  const unmount = useMutation(
    api.volumes.unmount.mutationOptions({ onSettled: () => queryClient.invalidateQueries() }),
  );
  return (
    <>
      <Button
        variant="default"
        title={t('drive.eject.hint')}
        loading={unmount.isPending}
        onClick={() => unmount.mutate({ repository: repositoryId })}
      >
        {t('drive.eject')}
      </Button>
      {unmount.error !== null && <Problem error={unmount.error} />}
    </>
  );
}

const megabyte = 1_000_000;

function Reserve({ status }: { readonly status: VolumeStatus }): ReactElement {
  const { repository, keepFreeBytes, ownKeepFreeBytes } = status;
  const queryClient = useQueryClient();
  const [own, setOwn] = useState(ownKeepFreeBytes === null ? null : Math.round(ownKeepFreeBytes / megabyte));
  const reserve = useMutation(
    api.volumes.reserve.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: api.volumes.key() }),
    }),
  );
  const save = useDebouncedCallback(
    (megabytes: number | null) =>
      reserve.mutate({
        repository: repository.id,
        keepFreeBytes: megabytes === null ? null : megabytes * megabyte,
      }),
    600,
  );
  return (
    <>
      <NumberChoice
        label={t('drive.reserve')}
        name={t('drive.reserve.name')}
        suffix=" MB"
        width={144}
        most={1_000_000_000}
        value={own}
        usual={Math.max(1, Math.round(keepFreeBytes / megabyte))}
        onChange={(megabytes) => {
          setOwn(megabytes);
          save(megabytes);
        }}
      />
      {reserve.error !== null && <Problem error={reserve.error} />}
    </>
  );
}
