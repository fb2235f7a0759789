import { Button, Checkbox, Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import type { RestoreRequest } from '#shared/domain/restore.ts';
import { api } from '../../api/queries.ts';
import { t } from '../../app/messages/t.ts';
import { FolderChooser } from '../../components/folder-chooser/folder-chooser.tsx';
import { PathLabel } from '../../components/path-label.tsx';
import styles from './restore-where.module.css';

interface RestoreWhereProps {
  readonly request: RestoreRequest;
  readonly onChange: (request: RestoreRequest) => void;
  readonly pending: boolean;
  readonly previewed: boolean;
  readonly onPreview: () => void;
}

/** In place or another folder, and whether what is there beside may stay. */
export function RestoreWhere({ request, onChange, pending, previewed, onPreview }: RestoreWhereProps): ReactElement {
  const { data: status } = useQuery(api.system.status.queryOptions());
  const [elsewhere, setElsewhere] = useState(request.to !== null);
  const [choosing, setChoosing] = useState(false);
  const { to, exact } = request;
  return (
    <div className={styles.where}>
      <Radio.Group
        aria-label={t('restore.where')}
        value={elsewhere ? 'elsewhere' : 'in-place'}
        onChange={(value) => {
          setElsewhere(value === 'elsewhere');
          setChoosing(value === 'elsewhere' && to === null);
          if (value === 'in-place') onChange({ ...request, to: null });
        }}
      >
        <div className={styles.choices}>
          <Radio value="in-place" label={t('restore.in-place')} description={t('restore.in-place.hint')} />
          <Radio value="elsewhere" label={t('restore.elsewhere')} description={t('restore.elsewhere.hint')} />
        </div>
      </Radio.Group>
      {elsewhere && !choosing && to !== null && (
        <div className={styles.target}>
          <PathLabel path={to} />
          <Button variant="default" onClick={() => setChoosing(true)}>
            {t('restore.change-folder')}
          </Button>
        </div>
      )}
      {elsewhere && choosing && (
        <FolderChooser
          label={t('restore.elsewhere')}
          start={to ?? status?.userHome ?? '/'}
          mayBeNew
          chooseLabel={t('restore.use-folder')}
          onCancel={() => {
            setChoosing(false);
            if (to === null) setElsewhere(false);
          }}
          onChoose={(path) => {
            setChoosing(false);
            onChange({ ...request, to: path });
          }}
        />
      )}
      <Checkbox
        label={t('restore.exact')}
        description={t('restore.exact.hint')}
        checked={exact}
        onChange={(event) => onChange({ ...request, exact: event.currentTarget.checked })}
      />
      {!previewed && (
        <div>
          <Button loading={pending} disabled={elsewhere && to === null} onClick={onPreview}>
            {t('restore.preview')}
          </Button>
        </div>
      )}
    </div>
  );
}
