import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClock,
  IconPlayerStop,
  IconProgress,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import styles from './state-mark.module.css';

export type Tone = 'good' | 'warn' | 'bad' | 'busy' | 'quiet';
export type MarkIcon = 'check' | 'warning' | 'cross' | 'clock' | 'progress' | 'dashed' | 'stop';

const icons: Readonly<Record<MarkIcon, TablerIcon>> = {
  check: IconCircleCheck,
  warning: IconAlertTriangle,
  cross: IconCircleX,
  clock: IconClock,
  progress: IconProgress,
  dashed: IconCircleDashed,
  stop: IconPlayerStop,
};

interface StateMarkProps {
  readonly tone: Tone;
  readonly icon: MarkIcon;
  readonly word: string;
}

/** A state: colour, icon and word together, so that none of them has to be understood alone. */
export function StateMark({ tone, icon, word }: StateMarkProps): ReactElement {
  const Icon = icons[icon];
  return (
    <span className={`${styles.mark} ${styles[tone]}`}>
      <Icon size={16} stroke={2} aria-hidden />
      {word}
    </span>
  );
}
