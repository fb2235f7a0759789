import { IconCalendarPlus, IconCalendarTime } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { describeSchedule } from '#shared/describe-schedule.ts';
import { currentLanguage } from '../../../app/messages/language.ts';
import { t } from '../../../app/messages/t.ts';
import { ListField } from '../../../components/list-field/list-field.tsx';
import { ScheduleEditor } from './schedule-editor.tsx';
import { isWhole, newSchedule, type ScheduleFields } from './schedule-fields.ts';
import styles from './schedules.module.css';

interface SchedulesFieldsProps {
  readonly schedules: readonly ScheduleFields[];
  readonly onChange: (schedules: readonly ScheduleFields[]) => void;
}

/** The schedules of a plan, each on a line that opens to be changed. */
export const SchedulesFields = ({ schedules, onChange }: SchedulesFieldsProps): ReactElement => (
  <>
    {schedules.length === 0 && <p className={styles.quiet}>{t('schedule.none')}</p>}
    <ListField
      kind="schedule"
      icon={IconCalendarTime}
      addIcon={IconCalendarPlus}
      items={schedules}
      onChange={onChange}
      make={newSchedule}
      describe={(schedule) => ({ words: wordsOf(schedule) })}
      editor={(schedule, change) => (
        <ScheduleEditor draft={schedule.draft} onChange={(draft) => change({ ...schedule, draft })} />
      )}
    />
  </>
);

const wordsOf = (schedule: ScheduleFields): string => {
  const { draft } = schedule;
  if (isWhole(schedule)) return describeSchedule(draft, currentLanguage());
  return draft.every.kind === 'cron' ? draft.every.expression : t(`schedule.kind.${draft.every.kind}`);
};
