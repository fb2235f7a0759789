import { Checkbox } from '@mantine/core';
import type { ReactElement } from 'react';
import { t } from '../../app/messages/t.ts';

interface FullCopiesFieldProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export const FullCopiesField = ({ checked, onChange }: FullCopiesFieldProps): ReactElement => (
  <Checkbox
    mt={8}
    label={t('where.full-copies')}
    description={t('where.full-copies.hint')}
    checked={checked}
    onChange={(event) => onChange(event.currentTarget.checked)}
  />
);
