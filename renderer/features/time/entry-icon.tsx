import { IconFile, IconFileSymlink, IconFolder, IconFolderOpen, IconPlug, type TablerIcon } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { EntryType } from '#shared/domain/snapshot.ts';

const icons: Readonly<Record<EntryType, TablerIcon>> = {
  file: IconFile,
  folder: IconFolder,
  link: IconFileSymlink,
  fifo: IconPlug,
  socket: IconPlug,
  device: IconPlug,
};

export function EntryIcon({ type, open = false }: { readonly type: EntryType; readonly open?: boolean }): ReactElement {
  const Icon = open ? IconFolderOpen : icons[type];
  return <Icon size={16} stroke={1.75} aria-hidden />;
}
