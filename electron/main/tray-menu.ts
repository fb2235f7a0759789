import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { TrayCommand, TrayItem } from '../engine/tray/tray-face.ts';

/** The menu of Electron for the items of the tray. */
export const trayMenu = (items: readonly TrayItem[], onCommand: (command: TrayCommand) => void): Menu =>
  Menu.buildFromTemplate(items.map((item) => optionsOf(item, onCommand)));

function optionsOf(item: TrayItem, onCommand: (command: TrayCommand) => void): MenuItemConstructorOptions {
  switch (item.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'action':
      return { label: escaped(item.label), enabled: item.enabled, click: () => onCommand(item.command) };
    case 'submenu':
      return { label: escaped(item.label), submenu: item.items.map((one) => optionsOf(one, onCommand)) };
  }
}

/** A single `&` marks the letter that chooses an item. */
const escaped = (label: string): string => label.replaceAll('&', '&&');
