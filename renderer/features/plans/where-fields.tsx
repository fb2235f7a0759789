import { Button, Checkbox } from '@mantine/core';
import { IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { PlanPlace } from '#shared/domain/plan.ts';
import { api } from '../../api/queries.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { useNow } from '../../app/format/use-now.ts';
import { t } from '../../app/messages/t.ts';
import { Note } from '../../components/note.tsx';
import { PathLabel } from '../../components/path-label.tsx';
import { Problem } from '../../components/problem.tsx';
import { FullCopiesField } from './full-copies-field.tsx';
import { NewRepository } from './new-repository.tsx';
import { placeWords } from './places/place-words.ts';
import styles from './where-fields.module.css';

interface WhereFieldsProps {
  /** Ids of the chosen repositories. */
  readonly chosen: readonly string[];
  readonly onChosen: (ids: string[]) => void;
  /** What the plan has had where; none of a new plan. */
  readonly places?: readonly PlanPlace[];
  readonly allowFullCopies: boolean;
  readonly onAllowFullCopies: (allow: boolean) => void;
}

/** The repositories that are known, with their free space, and the ways to others. */
export function WhereFields(props: WhereFieldsProps): ReactElement {
  const { chosen, onChosen, places = [], allowFullCopies, onAllowFullCopies } = props;
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(api.storage.get.queryOptions());
  const [making, setMaking] = useState(false);
  const now = useNow();
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  const known = data?.repositories ?? [];
  return (
    <div className={styles.where}>
      {known.length > 0 && (
        <Checkbox.Group aria-label={t('plan.where')} value={[...chosen]} onChange={onChosen}>
          {known.map(({ repository: { id, path, state, problem }, freeBytes }) => {
            const place = places.find(({ repositoryId }) => repositoryId === id);
            return (
              <div key={id} className={styles.choice}>
                <Checkbox
                  value={id}
                  // A drive that the plan knows may be away while it is chosen or left.
                  disabled={state !== 'ready' && place === undefined}
                  label={<PathLabel path={path} />}
                  description={[
                    ...(place === undefined ? [] : [placeWords(place, now)]),
                    ...(problem === null ? freeWords(freeBytes) : [problem]),
                  ].join(' · ')}
                />
              </div>
            );
          })}
        </Checkbox.Group>
      )}
      {chosen.length > 1 && <Note tone="info">{t('where.turns')}</Note>}
      {making ? (
        <NewRepository
          onMade={(id) => {
            onChosen([...chosen, id]);
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

const freeWords = (freeBytes: number | null): readonly string[] =>
  freeBytes === null ? [] : [t('where.free', { size: formatBytes(freeBytes) })];
