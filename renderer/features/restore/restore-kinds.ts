import {
  IconAdjustments,
  IconAlertTriangle,
  IconCopyPlus,
  IconPencil,
  IconPlus,
  IconTrash,
  type TablerIcon,
} from '@tabler/icons-react';
import type { RestoreAction } from '#shared/domain/restore.ts';
import type { Tone } from '../../components/mark.ts';

interface Kind {
  readonly icon: TablerIcon;
  /** Undefined: the colour of text. */
  readonly tone: Tone | undefined;
}

/** Each kind of change has its icon and colour beside its word: what may hurt stands out. */
export const restoreKinds: Readonly<Record<RestoreAction, Kind>> = {
  create: { icon: IconPlus, tone: 'good' },
  beside: { icon: IconCopyPlus, tone: 'busy' },
  overwrite: { icon: IconPencil, tone: undefined },
  'overwrite-newer': { icon: IconAlertTriangle, tone: 'warn' },
  attributes: { icon: IconAdjustments, tone: 'quiet' },
  delete: { icon: IconTrash, tone: 'bad' },
};
