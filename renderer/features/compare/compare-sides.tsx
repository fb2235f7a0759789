import { ActionIcon, Select } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { type ReactElement, useId } from 'react';
import type { HistoryVersion, TextComparison } from '#shared/domain/finding.ts';
import { formatBytes } from '../../app/format/format-bytes.ts';
import { formatDateTime } from '../../app/format/format-when.ts';
import { t } from '../../app/messages/t.ts';
import styles from './compare-sides.module.css';
import { holds, sideOptions } from './side-options.ts';
import type { ComparedSide, Sides } from './use-sides.ts';

interface CompareSidesProps {
  readonly sides: Sides;
  readonly comparison: TextComparison | undefined;
  readonly onChange: (from: string, to: string) => void;
}

/** Which two versions are compared; either can be another, and they can change places. */
export function CompareSides({ sides, comparison, onChange }: CompareSidesProps): ReactElement {
  const { from, to, versions } = sides;
  const facts = comparison === undefined || comparison.kind === 'none' ? undefined : comparison;
  return (
    <div className={styles.sides}>
      <SideField
        label={t('texts.before')}
        versions={versions}
        side={from}
        other={to}
        facts={facts?.from}
        onChange={(ref) => onChange(ref, to.ref)}
      />
      <ActionIcon
        className={styles.swap}
        variant="default"
        size={32}
        aria-label={t('texts.swap')}
        title={t('texts.swap')}
        onClick={() => onChange(to.ref, from.ref)}
      >
        <IconArrowsExchange size={16} aria-hidden />
      </ActionIcon>
      <SideField
        label={t('texts.after')}
        versions={versions}
        side={to}
        other={from}
        facts={facts?.to}
        onChange={(ref) => onChange(from.ref, ref)}
      />
    </div>
  );
}

interface Facts {
  readonly size: number;
  readonly modifiedAt: string;
}

interface SideFieldProps {
  readonly label: string;
  readonly versions: readonly HistoryVersion[];
  readonly side: ComparedSide;
  readonly other: ComparedSide;
  readonly facts: Facts | undefined;
  readonly onChange: (ref: string) => void;
}

/** So many versions are listed at once; typing a part of a time finds the others. */
const listedAtMost = 200;

function SideField({ label, versions, side, other, facts, onChange }: SideFieldProps): ReactElement {
  const id = useId();
  const { options, value } = sideOptions(versions, side);
  const known: Facts | undefined = facts ?? versions.find((version) => holds(version, side));
  return (
    <div className={styles.side}>
      <Select
        label={label}
        aria-describedby={id}
        data={options.map((option) => ({ ...option, disabled: option.value === 'now' && other.ref === 'now' }))}
        value={value}
        searchable
        limit={listedAtMost}
        allowDeselect={false}
        onChange={(ref) => ref !== null && ref !== value && onChange(ref)}
      />
      <p id={id} className={styles.facts}>
        {known && t('texts.facts', { size: formatBytes(known.size), time: formatDateTime(known.modifiedAt) })}
      </p>
    </div>
  );
}
