import { ActionIcon, Button } from '@mantine/core';
import { IconCalendarPlus, IconCalendarTime, IconX } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { describeSchedule } from '#shared/describe-schedule.ts';
import { t } from '../../../app/messages/t.ts';
import { ScheduleEditor } from './schedule-editor.tsx';
import { isWhole, newSchedule, type ScheduleFields } from './schedule-fields.ts';
import styles from './schedules.module.css';

interface SchedulesFieldsProps {
  readonly schedules: readonly ScheduleFields[];
  readonly onChange: (schedules: readonly ScheduleFields[]) => void;
}

/** The schedules of a plan, each on a line that opens to be changed. */
export function SchedulesFields({ schedules, onChange }: SchedulesFieldsProps): ReactElement {
  const [open, setOpen] = useState<string>();
  return (
    <>
      {schedules.length === 0 && <p className={styles.quiet}>{t('schedule.none')}</p>}
      <ul aria-label={t('schedule.list')}>
        {schedules.map((schedule) => (
          <li key={schedule.key} className={styles.item}>
            <ScheduleLine
              words={wordsOf(schedule)}
              open={schedule.key === open}
              onOpen={() => setOpen(schedule.key === open ? undefined : schedule.key)}
              onRemove={() => onChange(schedules.filter(({ key }) => key !== schedule.key))}
            />
            {schedule.key === open && (
              <ScheduleEditor
                draft={schedule.draft}
                onChange={(draft) =>
                  onChange(schedules.map((one) => (one.key === schedule.key ? { ...one, draft } : one)))
                }
                onDone={() => setOpen(undefined)}
              />
            )}
          </li>
        ))}
      </ul>
      <div className={styles.add}>
        <Button
          variant="default"
          leftSection={<IconCalendarPlus size={16} aria-hidden />}
          onClick={() => {
            const added = newSchedule();
            onChange([...schedules, added]);
            setOpen(added.key);
          }}
        >
          {t('schedule.add')}
        </Button>
      </div>
    </>
  );
}

const wordsOf = (schedule: ScheduleFields): string => {
  const { draft } = schedule;
  if (isWhole(schedule)) return describeSchedule(draft);
  return draft.every.kind === 'cron' ? draft.every.expression : t(`schedule.kind.${draft.every.kind}`);
};

interface ScheduleLineProps {
  readonly words: string;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onRemove: () => void;
}

const ScheduleLine = ({ words, open, onOpen, onRemove }: ScheduleLineProps): ReactElement => (
  <div className={styles.line}>
    <IconCalendarTime size={16} aria-hidden />
    <span className={styles.words} title={words}>
      {words}
    </span>
    <Button
      variant="default"
      aria-expanded={open}
      aria-label={t(open ? 'schedule.close-one' : 'schedule.change-one', { words })}
      onClick={onOpen}
    >
      {t(open ? 'schedule.close' : 'schedule.change')}
    </Button>
    <ActionIcon variant="subtle" size={32} aria-label={t('schedule.remove', { words })} onClick={onRemove}>
      <IconX size={16} aria-hidden />
    </ActionIcon>
  </div>
);
