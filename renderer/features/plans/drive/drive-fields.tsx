import { Checkbox } from '@mantine/core';
import type { ReactElement } from 'react';
import type { DriveRules } from '#shared/domain/volume.ts';
import { t } from '../../../app/messages/t.ts';
import { NumberChoice } from '../../../components/number-choice.tsx';
import styles from './drive-fields.module.css';

interface DriveFieldsProps {
  readonly drive: DriveRules;
  readonly onChange: (drive: DriveRules) => void;
}

const usualHours = 6;

/** What happens when the drive appears, after a backup, and when it is full. */
export function DriveFields({ drive, onChange }: DriveFieldsProps): ReactElement {
  const { onConnect, afterwards, whenFull } = drive;
  return (
    <div className={styles.fields}>
      <Checkbox
        label={t('drive.on-connect')}
        description={t('drive.on-connect.hint')}
        checked={onConnect !== null}
        onChange={(event) => onChange({ ...drive, onConnect: event.currentTarget.checked ? { minHours: 0 } : null })}
      />
      {onConnect !== null && (
        <div className={styles.part}>
          <NumberChoice
            label={t('drive.at-most')}
            name={t('drive.at-most.hours')}
            suffix=" h"
            most={8760}
            value={onConnect.minHours === 0 ? null : onConnect.minHours}
            usual={usualHours}
            onChange={(hours) => onChange({ ...drive, onConnect: { minHours: hours ?? 0 } })}
          />
        </div>
      )}
      <Checkbox
        label={t('drive.unmount')}
        description={t('drive.unmount.hint')}
        checked={afterwards === 'unmount'}
        onChange={(event) => onChange({ ...drive, afterwards: event.currentTarget.checked ? 'unmount' : 'stay' })}
      />
      <Checkbox
        label={t('drive.prune')}
        description={t('drive.prune.hint')}
        checked={whenFull === 'prune'}
        onChange={(event) => onChange({ ...drive, whenFull: event.currentTarget.checked ? 'prune' : 'warn' })}
      />
    </div>
  );
}
