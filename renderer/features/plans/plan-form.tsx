import { Button, TextInput } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import type { Exclusions } from '#shared/domain/plan.ts';
import { t } from '../../app/messages/t.ts';
import { Problem } from '../../components/problem.tsx';
import { Section } from '../../components/section.tsx';
import { ExclusionFields } from './exclusion-fields.tsx';
import { FolderFields } from './folder-fields.tsx';
import styles from './plan-form.module.css';
import { PreviewSummary } from './preview-summary.tsx';
import { usePlanPreview } from './use-plan-preview.ts';

export interface PlanFields {
  readonly name: string;
  readonly folders: readonly string[];
  readonly exclusions: Exclusions;
  /** Id of the repository; empty while none is chosen. */
  readonly repository: string;
  readonly allowFullCopies: boolean;
}

interface PlanFormProps {
  readonly fields: PlanFields;
  readonly onChange: (fields: PlanFields) => void;
  readonly onSubmit: () => void;
  readonly submitLabel: string;
  readonly pending: boolean;
  readonly error: unknown;
  /** The part that says where to. */
  readonly where: ReactNode;
}

/** What and where to, in one page. What is chosen is counted while one chooses. */
export function PlanForm({
  fields,
  onChange,
  onSubmit,
  submitLabel,
  pending,
  error,
  where,
}: PlanFormProps): ReactElement {
  const { folders, exclusions, repository } = fields;
  const { preview, error: previewError } = usePlanPreview({ folders, exclusions, repository: repository || undefined });
  const ready = fields.name.trim() !== '' && folders.length > 0 && repository !== '';
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onSubmit();
      }}
    >
      <TextInput
        className={styles.name}
        label={t('plan.name')}
        maxLength={100}
        value={fields.name}
        onChange={(event) => onChange({ ...fields, name: event.currentTarget.value })}
      />
      <Section title={t('plan.what')} hint={t('plan.what.hint')}>
        <FolderFields folders={folders} preview={preview} onChange={(next) => onChange({ ...fields, folders: next })} />
        {previewError !== undefined && <Problem error={previewError} />}
        <PreviewSummary preview={preview} />
      </Section>
      <Section title={t('plan.without')} hint={t('plan.without.hint')}>
        <ExclusionFields
          exclusions={exclusions}
          preview={preview}
          onChange={(next) => onChange({ ...fields, exclusions: next })}
        />
      </Section>
      <Section title={t('plan.where')} hint={t('plan.where.hint')}>
        {where}
      </Section>
      <div className={styles.actions}>
        {error !== null && error !== undefined && <Problem error={error} />}
        <Button type="submit" loading={pending} disabled={!ready}>
          {submitLabel}
        </Button>
        {!ready && <span className={styles.missing}>{missing(fields)}</span>}
      </div>
    </form>
  );
}

function missing({ name, folders, repository }: PlanFields): string {
  if (folders.length === 0) return t('plan.missing.folders');
  if (name.trim() === '') return t('plan.missing.name');
  return repository === '' ? t('plan.missing.repository') : '';
}
