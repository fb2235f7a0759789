import { Button, TextInput } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import type { Exclusions } from '#shared/domain/plan.ts';
import type { OwnKeep } from '#shared/domain/retention.ts';
import type { DriveRules } from '#shared/domain/volume.ts';
import { t } from '../../app/messages/t.ts';
import { FootBar } from '../../components/foot-bar.tsx';
import { Problem } from '../../components/problem.tsx';
import { Section } from '../../components/section.tsx';
import { DatabaseFields } from './databases/database-fields.tsx';
import { missingOf, type SourceFields } from './databases/source-fields.ts';
import { DriveFields } from './drive/drive-fields.tsx';
import { ExclusionFields } from './exclusion-fields.tsx';
import { FolderFields } from './folder-fields.tsx';
import { type HookFields, isWholeHook } from './hooks/hook-fields.ts';
import { HooksFields } from './hooks/hooks-fields.tsx';
import type { DrawnTiming } from './keep/keep-calendar.tsx';
import { type KeepChoice, KeepFields } from './keep/keep-fields.tsx';
import styles from './plan-form.module.css';
import { PreviewSummary } from './preview-summary.tsx';
import { isWhole, type ScheduleFields } from './schedules/schedule-fields.ts';
import { SchedulesFields } from './schedules/schedules-fields.tsx';
import { usePlanPreview } from './use-plan-preview.ts';

export interface PlanFields extends KeepChoice {
  readonly name: string;
  readonly folders: readonly string[];
  readonly databases: readonly SourceFields[];
  readonly exclusions: Exclusions;
  readonly schedules: readonly ScheduleFields[];
  readonly drive: DriveRules;
  readonly hooks: readonly HookFields[];
  /** Ids of the repositories that take turns; none while none is chosen. */
  readonly repositories: readonly string[];
  readonly allowFullCopies: boolean;
}

interface PlanFormProps {
  /** Id of the plan; absent while it is being made. */
  readonly plan?: string;
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
export function PlanForm(props: PlanFormProps): ReactElement {
  const { plan, fields, onChange, onSubmit, submitLabel, pending, error, where } = props;
  const { folders, databases, exclusions, repositories } = fields;
  const { preview, error: previewError } = usePlanPreview({ folders, exclusions, repositories });
  const missing = missingIn(fields);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (missing === null) onSubmit();
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
      <Section title={t('plan.databases')} hint={t('plan.databases.hint')}>
        <DatabaseFields plan={plan} sources={databases} onChange={(next) => onChange({ ...fields, databases: next })} />
      </Section>
      {(folders.length > 0 || databases.length === 0) && (
        <Section title={t('plan.without')} hint={t('plan.without.hint')}>
          <ExclusionFields
            exclusions={exclusions}
            preview={preview}
            onChange={(next) => onChange({ ...fields, exclusions: next })}
          />
        </Section>
      )}
      <Section title={t('plan.where')} hint={t('plan.where.hint')}>
        {where}
      </Section>
      <Section title={t('plan.when')} hint={t('plan.when.hint')}>
        <SchedulesFields schedules={fields.schedules} onChange={(schedules) => onChange({ ...fields, schedules })} />
      </Section>
      <Section title={t('plan.drive')} hint={t('plan.drive.hint')}>
        <DriveFields drive={fields.drive} onChange={(drive) => onChange({ ...fields, drive })} />
      </Section>
      <Section title={t('plan.keep')} hint={t('plan.keep.hint')}>
        <KeepFields
          plan={plan}
          schedules={timingsOf(fields.schedules)}
          own={keepsOf(fields.schedules)}
          keep={fields.keep}
          timeZone={fields.timeZone}
          onChange={(choice) => onChange({ ...fields, ...choice })}
        />
      </Section>
      <Section title={t('plan.hooks')} hint={t('plan.hooks.hint')}>
        <HooksFields plan={plan} hooks={fields.hooks} onChange={(hooks) => onChange({ ...fields, hooks })} />
      </Section>
      <FootBar>
        {error !== null && error !== undefined && <Problem error={error} />}
        <Button type="submit" loading={pending} disabled={missing !== null}>
          {submitLabel}
        </Button>
        {missing !== null && <span>{missing}</span>}
      </FootBar>
    </form>
  );
}

/** What is still to be said, as a sentence; null when nothing is. */
function missingIn({ name, folders, databases, schedules, hooks, repositories, keep }: PlanFields): string | null {
  if (folders.length === 0 && databases.length === 0) return t('plan.missing.what');
  const [lacking] = databases.flatMap((source) => missingOf(source, databases) ?? []);
  if (lacking !== undefined) return lacking;
  if (!schedules.every(isWhole)) return t('plan.missing.schedule');
  if (!hooks.every(isWholeHook)) return t('plan.missing.hook');
  if (name.trim() === '') return t('plan.missing.name');
  const keeps = [keep, ...schedules.map(({ draft }) => draft.keep ?? null)];
  if (keeps.some(keepsNothing)) return t('plan.missing.keep');
  return repositories.length === 0 ? t('plan.missing.repository') : null;
}

const keepsNothing = (keep: OwnKeep): boolean =>
  keep !== null && keep !== 'all' && Object.values(keep).every((count) => count === 0);

/** Of the schedules that are whole and enabled. */
const timingsOf = (schedules: readonly ScheduleFields[]): readonly DrawnTiming[] =>
  schedules.flatMap((schedule) => {
    const { enabled, every, timeZone, keep = null } = schedule.draft;
    return enabled && isWhole(schedule) ? [{ every, timeZone, keep }] : [];
  });

/** Of the schedules that the plan has already. */
const keepsOf = (schedules: readonly ScheduleFields[]) =>
  schedules.flatMap(({ draft: { id, keep = null } }) => (id === undefined ? [] : [{ id, keep }]));
