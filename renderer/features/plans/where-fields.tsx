import { Button, Radio } from '@mantine/core';
import { IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { api } from '../../api/queries.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { t } from '../../app/messages/t.ts';
import { PathLabel } from '../../components/path-label.tsx';
import { Problem } from '../../components/problem.tsx';
import { FullCopiesField } from './full-copies-field.tsx';
import { NewRepository } from './new-repository.tsx';
import styles from './where-fields.module.css';

interface WhereFieldsProps {
  /** Id of the chosen repository; empty when none is. */
  readonly repository: string;
  readonly onRepository: (id: string) => void;
  readonly allowFullCopies: boolean;
  readonly onAllowFullCopies: (allow: boolean) => void;
}

/** The repositories that are known, with their free space, and the ways to others. */
export function WhereFields(props: WhereFieldsProps): ReactElement {
  const { repository, onRepository, allowFullCopies, onAllowFullCopies } = props;
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(api.storage.get.queryOptions());
  const [making, setMaking] = useState(false);
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  const known = data?.repositories ?? [];
  return (
    <div className={styles.where}>
      {known.length > 0 && (
        <Radio.Group aria-label={t('plan.where')} value={repository} onChange={onRepository}>
          {known.map(({ repository: { id, path, state, problem }, freeBytes }) => (
            <div key={id} className={styles.choice}>
              <Radio
                value={id}
                disabled={state !== 'ready'}
                label={<PathLabel path={path} />}
                description={
                  problem ?? (freeBytes === null ? undefined : t('where.free', { size: formatBytes(freeBytes) }))
                }
              />
            </div>
          ))}
        </Radio.Group>
      )}
      {making ? (
        <NewRepository
          onMade={(id) => {
            onRepository(id);
            setMaking(false);
          }}
          onCancel={() => setMaking(false)}
        />
      ) : (
        <div className={styles.ways}>
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setMaking(true)}>
            {t('where.new')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconPlugConnected size={16} aria-hidden />}
            onClick={() => void navigate({ to: '/start/connect' })}
          >
            {t('where.connect')}
          </Button>
        </div>
      )}
      <FullCopiesField checked={allowFullCopies} onChange={onAllowFullCopies} />
    </div>
  );
}
