import type { MenuItemConstructorOptions } from 'electron';
import type { Words } from './words/en.ts';

export interface MenuActions {
  /** Shows a page of the window. */
  readonly open: (path: string) => void;
  readonly showLogs: () => void;
}

interface MenuOptions {
  readonly platform: NodeJS.Platform;
  readonly words: Words;
  /** A packaged program has no developer tools in its menu. */
  readonly packaged: boolean;
  readonly actions: MenuActions;
}

type Item = MenuItemConstructorOptions;
const line: Item = { type: 'separator' };

/** The application's menu: on macOS with the program's own first. Pure. */
export function menuTemplate(options: MenuOptions): Item[] {
  const isMac = options.platform === 'darwin';
  return [
    ...(isMac ? [macMenu(options)] : []),
    fileMenu(options, isMac),
    editMenu(options),
    viewMenu(options),
    goMenu(options),
    windowMenu(options),
    helpMenu(options, isMac),
  ];
}

const macMenu = ({ words: { menu }, actions }: MenuOptions): Item => ({
  label: 'Holdfast',
  submenu: [
    { role: 'about', label: menu.about },
    line,
    settingsItem(menu, actions),
    line,
    { role: 'hide', label: menu.hide },
    { role: 'hideOthers', label: menu.hideOthers },
    { role: 'unhide', label: menu.showAll },
    line,
    { role: 'quit', label: menu.quit },
  ],
});

const fileMenu = ({ words: { menu }, actions }: MenuOptions, isMac: boolean): Item => ({
  label: menu.file,
  submenu: [
    { label: menu.newPlan, accelerator: 'CmdOrCtrl+N', click: () => actions.open('/plans/new') },
    ...(isMac ? [] : [settingsItem(menu, actions)]),
    line,
    { role: 'close', label: menu.close, accelerator: 'CmdOrCtrl+W' },
    ...(isMac ? [] : [{ role: 'quit', label: menu.quit, accelerator: 'Ctrl+Q' } as const]),
  ],
});

const settingsItem = (menu: Words['menu'], { open }: MenuActions): Item => ({
  label: menu.settings,
  accelerator: 'CmdOrCtrl+,',
  click: () => open('/settings'),
});

const editMenu = ({ words: { menu } }: MenuOptions): Item => ({
  label: menu.edit,
  submenu: [
    { role: 'undo', label: menu.undo },
    { role: 'redo', label: menu.redo },
    line,
    { role: 'cut', label: menu.cut },
    { role: 'copy', label: menu.copy },
    { role: 'paste', label: menu.paste },
    { role: 'selectAll', label: menu.selectAll },
  ],
});

const viewMenu = ({ words: { menu }, packaged }: MenuOptions): Item => ({
  label: menu.view,
  submenu: [
    { role: 'reload', label: menu.reload },
    ...(packaged ? [] : [{ role: 'toggleDevTools', label: menu.tools } as const]),
    line,
    { role: 'zoomIn', label: menu.zoomIn },
    { role: 'zoomOut', label: menu.zoomOut },
    { role: 'resetZoom', label: menu.zoomReset },
    line,
    { role: 'togglefullscreen', label: menu.fullScreen },
  ],
});

const pages = [
  ['home', '/'],
  ['time', '/time'],
  ['plans', '/plans'],
  ['activity', '/activity'],
] as const;

const goMenu = ({ words: { menu }, actions }: MenuOptions): Item => ({
  label: menu.go,
  submenu: pages.map(([name, path], index) => ({
    label: menu[name],
    accelerator: `CmdOrCtrl+${index + 1}`,
    click: () => actions.open(path),
  })),
});

const windowMenu = ({ words: { menu } }: MenuOptions): Item => ({
  label: menu.window,
  role: 'window',
  submenu: [{ role: 'minimize', label: menu.minimise }],
});

const helpMenu = ({ words: { menu }, actions }: MenuOptions, isMac: boolean): Item => ({
  label: menu.help,
  role: 'help',
  submenu: [
    { label: menu.logs, click: () => actions.showLogs() },
    ...(isMac ? [] : [line, { role: 'about', label: menu.about } as const]),
  ],
});
