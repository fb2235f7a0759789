import { app, Menu } from 'electron';
import { version } from '../engine/version.ts';
import { type MenuActions, menuTemplate } from './menu-template.ts';
import type { Words } from './words/en.ts';

/** The application's menu and what its About says. */
export function setMenu(words: Words, actions: MenuActions): void {
  const { platform, versions } = process;
  const template = menuTemplate({ platform, words, packaged: app.isPackaged, actions });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  app.setAboutPanelOptions({
    applicationName: 'Holdfast',
    applicationVersion: version,
    copyright: `Electron ${versions.electron}, Chromium ${versions.chrome}, Node ${versions.node}`,
  });
}
