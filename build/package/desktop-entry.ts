import { identity } from './identity.ts';

const list = (words: readonly string[]): string => `${words.join(';')};`;

/**
 * What the desktop file holds besides what electron-builder writes itself: Name, Exec, Icon, Categories, MimeType, Comment
 * (freedesktop.org, Desktop Entry Specification).
 */
export const desktopEntry = {
  GenericName: identity.generic.en,
  'GenericName[de]': identity.generic.de,
  'Name[de]': identity.name,
  'Comment[de]': identity.description.de,
  Keywords: list(identity.keywords.en),
  'Keywords[de]': list(identity.keywords.de),
  // Electron names its windows after `name` in package.json.
  StartupWMClass: identity.command,
  StartupNotify: 'true',
  Actions: list(['backup']),
};

/** In the menu of the icon: backs up all plans, through the running window or service if there is one. */
export const desktopActions = {
  backup: {
    Name: 'Back up now',
    'Name[de]': 'Jetzt sichern',
    Exec: `/opt/${identity.name}/resources/bin/${identity.command} backup`,
  },
};
