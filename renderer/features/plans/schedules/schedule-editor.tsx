import { Checkbox, Select } from '@mantine/core';
import type { ReactElement } from 'react';
import type { BackupPart } from '#shared/domain/run.ts';
import type { ScheduleDraft } from '#shared/domain/schedule.ts';
import { formatMoment } from '../../../app/format/format-when.ts';
import { useNow } from '../../../app/format/use-now.ts';
import { t } from '../../../app/messages/t.ts';
import { Folded } from '../../../components/folded.tsx';
import { NumberChoice } from '../../../components/number-choice.tsx';
import { EveryFields } from './every-fields.tsx';
import { OwnKeepFields } from './own-keep-fields.tsx';
import styles from './schedules.module.css';
import { useNextRuns } from './use-next-runs.ts';

interface ScheduleEditorProps {
  readonly draft: ScheduleDraft;
  readonly onChange: (draft: ScheduleDraft) => void;
}

const scopes: Readonly<Record<string, readonly BackupPart[]>> = {
  all: ['files', 'databases'],
  files: ['files'],
  databases: ['databases'],
};

const zones = Intl.supportedValuesOf('timeZone');
const usualPercent = 30;
const usualMinutes = 15;

/** When it comes due, read back in words with the next times, and, folded away, what few need. */
export function ScheduleEditor({ draft, onChange }: ScheduleEditorProps): ReactElement {
  const { every, timeZone, scope, enabled, minPercent, jitterMinutes, keep = null } = draft;
  const change = (part: Partial<ScheduleDraft>) => onChange({ ...draft, ...part });
  return (
    <div className={styles.editor}>
      <EveryFields every={every} onChange={(next) => change({ every: next })} />
      <NextRuns draft={draft} />
      <div className={styles.fields}>
        <Select
          w={208}
          label={t('schedule.scope')}
          allowDeselect={false}
          data={(['all', 'files', 'databases'] as const).map((value) => ({
            value,
            label: t(`schedule.scope.${value}`),
          }))}
          value={scope.length > 1 ? 'all' : (scope[0] ?? 'all')}
          onChange={(value) => change({ scope: [...(scopes[value ?? 'all'] ?? scope)] })}
        />
        <Checkbox
          className={styles.alone}
          label={t('schedule.enabled')}
          checked={enabled}
          onChange={(event) => change({ enabled: event.currentTarget.checked })}
        />
      </div>
      <Folded title={t('schedule.more')} open={keep !== null}>
        <OwnKeepFields keep={keep} onChange={(next) => change({ keep: next })} />
        <Select
          w={304}
          label={t('schedule.zone')}
          searchable
          allowDeselect={false}
          data={zones.includes(timeZone) ? zones : [timeZone, ...zones]}
          value={timeZone}
          onChange={(value) => value !== null && change({ timeZone: value })}
        />
        <NumberChoice
          label={t('schedule.battery')}
          name={t('schedule.battery.percent')}
          suffix=" %"
          most={100}
          value={minPercent}
          usual={usualPercent}
          onChange={(value) => change({ minPercent: value })}
        />
        <NumberChoice
          label={t('schedule.jitter')}
          name={t('schedule.jitter.minutes')}
          suffix=" min"
          most={720}
          value={jitterMinutes === 0 ? null : jitterMinutes}
          usual={usualMinutes}
          onChange={(value) => change({ jitterMinutes: value ?? 0 })}
        />
      </Folded>
    </div>
  );
}

/** The times in words, and when they come next: what a cron expression means. */
function NextRuns({ draft }: { readonly draft: ScheduleDraft }): ReactElement {
  const now = useNow();
  const runs = useNextRuns(draft);
  return (
    <p className={styles.reads} aria-live="polite">
      {runs !== undefined && (
        <>
          <span>{t('schedule.reads', { words: runs.words })}</span>
          <span className={styles.quiet}>
            {t('schedule.next', { times: runs.next.map((at) => formatMoment(at, now)).join(' · ') })}
          </span>
        </>
      )}
    </p>
  );
}
