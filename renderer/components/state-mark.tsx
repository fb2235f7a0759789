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
import type { Mark, MarkIcon } from './mark.ts';
import styles from './state-mark.module.css';

const icons: Readonly<Record<MarkIcon, TablerIcon>> = {
  check: IconCircleCheck,
  warning: IconAlertTriangle,
  cross: IconCircleX,
  clock: IconClock,
  progress: IconProgress,
  dashed: IconCircleDashed,
  stop: IconPlayerStop,
};

/** A state as it stands in a line. */
export function StateMark({ tone, icon, word }: Mark): ReactElement {
  const Icon = icons[icon];
  return (
    <span className={`${styles.mark} ${styles[tone]}`}>
      <Icon size={16} stroke={2} aria-hidden />
      {word}
    </span>
  );
}
