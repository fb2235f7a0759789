import { NumberInput, Select, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { type Every, everySchema } from '#shared/domain/schedule.ts';
import { said } from '../../../app/messages/said.ts';
import { t } from '../../../app/messages/t.ts';
import { everyKinds, everyOf } from './schedule-fields.ts';
import styles from './schedules.module.css';

interface EveryFieldsProps {
  readonly every: Every;
  readonly onChange: (every: Every) => void;
}

/** How often, in plain choices, or as a cron expression. */
export function EveryFields({ every, onChange }: EveryFieldsProps): ReactElement {
  return (
    <div className={styles.fields}>
      <Select
        w={176}
        label={t('schedule.often')}
        allowDeselect={false}
        data={everyKinds.map((kind) => ({ value: kind, label: t(`schedule.kind.${kind}`) }))}
        value={every.kind}
        onChange={(value) => {
          const kind = everyKinds.find((one) => one === value);
          if (kind !== undefined) onChange(everyOf(kind, every));
        }}
      />
      <Details every={every} onChange={onChange} />
    </div>
  );
}

function Details({ every, onChange }: EveryFieldsProps): ReactElement {
  switch (every.kind) {
    case 'hourly':
      return (
        <WholeNumber
          label={t('schedule.minute')}
          least={0}
          most={59}
          value={every.minute}
          onChange={(minute) => onChange({ ...every, minute })}
        />
      );
    case 'daily':
      return <TimeOfDay at={every.at} onChange={(at) => onChange({ ...every, at })} />;
    case 'weekly':
      return (
        <>
          <Select
            w={144}
            label={t('schedule.weekday')}
            allowDeselect={false}
            data={([1, 2, 3, 4, 5, 6, 0] as const).map((day) => ({ value: String(day), label: t(`day.${day}`) }))}
            value={String(every.day)}
            onChange={(day) => onChange({ ...every, day: Number(day) })}
          />
          <TimeOfDay at={every.at} onChange={(at) => onChange({ ...every, at })} />
        </>
      );
    case 'monthly':
      return (
        <>
          <WholeNumber
            label={t('schedule.day')}
            title={t('schedule.day.hint')}
            least={1}
            most={31}
            value={every.day}
            onChange={(day) => onChange({ ...every, day })}
          />
          <TimeOfDay at={every.at} onChange={(at) => onChange({ ...every, at })} />
        </>
      );
    case 'cron':
      return <CronField every={every} onChange={onChange} />;
  }
}

function CronField({
  every,
  onChange,
}: {
  every: Extract<Every, { kind: 'cron' }>;
  onChange: EveryFieldsProps['onChange'];
}) {
  const parsed = everySchema.safeParse(every);
  return (
    <TextInput
      className={styles.cron}
      label={t('schedule.cron')}
      spellCheck={false}
      autoComplete="off"
      error={parsed.success ? undefined : said(parsed.error.issues[0]?.message ?? '')}
      value={every.expression}
      onChange={(event) => onChange({ ...every, expression: event.currentTarget.value })}
    />
  );
}

/** A field that is emptied keeps the last time. */
const TimeOfDay = ({
  at,
  onChange,
}: {
  readonly at: string;
  readonly onChange: (at: string) => void;
}): ReactElement => (
  <TextInput
    w={136}
    type="time"
    label={t('schedule.at')}
    value={at}
    onChange={(event) => event.currentTarget.value !== '' && onChange(event.currentTarget.value.slice(0, 5))}
  />
);

interface WholeNumberProps {
  readonly label: string;
  readonly title?: string;
  readonly least: number;
  readonly most: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

const WholeNumber = ({ label, title, least, most, value, onChange }: WholeNumberProps): ReactElement => (
  <NumberInput
    w={176}
    label={label}
    title={title}
    min={least}
    max={most}
    clampBehavior="strict"
    allowDecimal={false}
    value={value}
    onChange={(next) => typeof next === 'number' && onChange(next)}
  />
);
