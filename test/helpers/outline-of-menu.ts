import type { TrayItem } from '../../electron/engine/tray/tray-face.ts';

/** A menu as it is read: a line for each item, `---` for a separator, two spaces before each of a submenu, `(…)` if it can't be clicked. */
export const outlineOfMenu = (items: readonly TrayItem[], indent = ''): readonly string[] =>
  items.flatMap((item) => linesOf(item, indent));

function linesOf(item: TrayItem, indent: string): readonly string[] {
  switch (item.kind) {
    case 'separator':
      return [`${indent}---`];
    case 'action':
      return [`${indent}${item.enabled ? item.label : `(${item.label})`}`];
    case 'submenu':
      return [`${indent}${item.label}`, ...outlineOfMenu(item.items, `${indent}  `)];
  }
}
