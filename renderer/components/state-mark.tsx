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
import { IconWord } from './icon-word.tsx';
import type { Mark, MarkIcon } from './mark.ts';

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
export const StateMark = ({ tone, icon, word }: Mark): ReactElement => (
  <IconWord icon={icons[icon]} tone={tone} word={word} strong />
);
