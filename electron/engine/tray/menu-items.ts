import type { TrayCommand, TrayItem } from './tray-face.ts';
import type { TrayWords } from './tray-words.ts';

export const actionItem = (label: string, command: TrayCommand, enabled = true): TrayItem => ({
  ...{ kind: 'action', label, command, enabled },
});

/** A page of the window, or the window as it was left. */
export const openItem = (label: string, path?: string): TrayItem =>
  actionItem(label, path === undefined ? { kind: 'open' } : { kind: 'open', path });

export const endItems = (words: TrayWords): readonly TrayItem[] => [
  openItem(words.open),
  openItem(words.settings, '/settings'),
  { kind: 'separator' },
  actionItem(words.quit, { kind: 'quit' }),
];
