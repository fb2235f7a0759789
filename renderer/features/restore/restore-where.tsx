import { Button, Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { api } from '../../api/queries.ts';
import { dayOf } from '../../app/format/day-of.ts';
import { t } from '../../app/messages/t.ts';
import type { RestoreSearch } from '../../app/search-params.ts';
import { FolderChooser } from '../../components/folder-chooser/folder-chooser.tsx';
import { PathLabel } from '../../components/path-label.tsx';
import { placeOf, searchOfPlace } from './restore-place.ts';
import styles from './restore-where.module.css';
import { SuffixField } from './suffix-field.tsx';

interface RestoreWhereProps {
  readonly search: RestoreSearch;
  readonly snapshot: Snapshot;
  readonly onChange: (change: Partial<RestoreSearch>) => void;
}

/** To where it was, beside that under another name, or into another folder. */
export function RestoreWhere({ search, snapshot, onChange }: RestoreWhereProps): ReactElement {
  const { data: status } = useQuery(api.system.status.queryOptions());
  const [choosing, setChoosing] = useState(false);
  const place = choosing ? 'elsewhere' : placeOf(search);
  const usual = t('restore.beside.suffix.usual', { day: dayOf(snapshot.completedAt) });
  const { to, suffix } = search;
  return (
    <div className={styles.where}>
      <Radio.Group
        aria-label={t('restore.where')}
        value={place}
        onChange={(value) => {
          setChoosing(value === 'elsewhere');
          // Another folder counts once it is chosen.
          if (value !== 'elsewhere') onChange(searchOfPlace(value === 'beside' ? { suffix: usual } : {}));
        }}
      >
        <div className={styles.choices}>
          <Radio value="in-place" label={t('restore.in-place')} description={t('restore.in-place.hint')} />
          <Radio
            value="beside"
            label={t('restore.beside')}
            description={t('restore.beside.hint', {
              example: t('restore.beside.example', { suffix: suffix ?? usual }),
            })}
          />
          {place === 'beside' && (
            <SuffixField suffix={suffix ?? usual} usual={usual} onChange={(value) => onChange({ suffix: value })} />
          )}
          <Radio value="elsewhere" label={t('restore.elsewhere')} description={t('restore.elsewhere.hint')} />
        </div>
      </Radio.Group>
      {place === 'elsewhere' && !choosing && to !== undefined && (
        <div className={styles.target}>
          <PathLabel path={to} />
          <Button variant="default" onClick={() => setChoosing(true)}>
            {t('restore.change-folder')}
          </Button>
        </div>
      )}
      {choosing && (
        <div className={styles.chooser}>
          <FolderChooser
            label={t('restore.elsewhere')}
            start={to ?? status?.userHome ?? '/'}
            mayBeNew
            chooseLabel={t('restore.use-folder')}
            onCancel={() => setChoosing(false)}
            onChoose={(path) => {
              setChoosing(false);
              onChange(searchOfPlace({ to: path }));
            }}
          />
        </div>
      )}
    </div>
  );
}
