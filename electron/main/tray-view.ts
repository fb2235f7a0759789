import { type Menu, Tray } from 'electron';
import type { TrayCommand, TrayFace } from '../engine/tray/tray-face.ts';
import { trayImage } from './tray-image.ts';
import { trayMenu } from './tray-menu.ts';

interface ViewOptions {
  readonly onCommand: (command: TrayCommand) => void;
  /** The menu is about to be looked at. */
  readonly onOpen: () => void;
}

export interface TrayView {
  /** Shows the icon, anew only what differs from what it shows. */
  show(face: TrayFace): void;
  isShown(): boolean;
  /** Takes the icon away; shown again it is a new one. */
  remove(): void;
}

/** A menu that is being read is not replaced under the reader, but for one that never tells that it was closed. */
const longestLookMs = 60_000;

/** The one place that draws into the system's tray. */
export function createTrayView({ onCommand, onOpen }: ViewOptions): TrayView {
  let tray: Tray | undefined;
  let shown: TrayFace | undefined;
  /** Held, as Electron forgets to tell of clicks on a menu that nobody holds. */
  let menu: Menu | undefined;
  let openedAt: number | undefined;
  let held: TrayFace['items'] | undefined;

  const setMenu = (items: TrayFace['items']): void => {
    held = undefined;
    menu = trayMenu(items, onCommand);
    menu.on('menu-will-show', () => {
      openedAt = performance.now();
      onOpen();
    });
    menu.on('menu-will-close', () => {
      openedAt = undefined;
      if (held !== undefined) setMenu(held);
    });
    tray?.setContextMenu(menu);
  };
  const create = (icon: TrayFace['icon']): Tray => {
    const created = new Tray(trayImage(icon));
    // A Mac opens the menu by that.
    if (process.platform !== 'darwin') created.on('click', () => onCommand({ kind: 'open' }));
    return created;
  };
  return {
    show: (face) => {
      const before = shown;
      shown = face;
      if (tray === undefined) tray = create(face.icon);
      else if (before?.icon !== face.icon) tray.setImage(trayImage(face.icon));
      if (before?.tooltip !== face.tooltip) tray.setToolTip(face.tooltip);
      if (JSON.stringify(before?.items) === JSON.stringify(face.items)) return;
      const isRead = openedAt !== undefined && performance.now() - openedAt < longestLookMs;
      if (isRead) held = face.items;
      else setMenu(face.items);
    },
    isShown: () => tray !== undefined,
    remove: () => {
      tray?.destroy();
      tray = undefined;
      shown = undefined;
      menu = undefined;
      held = undefined;
      openedAt = undefined;
    },
  };
}
