import manifest from '../../package.json' with { type: 'json' };

/** What packages say of Holdfast. A fork, or whoever publishes packages, changes it here and nowhere else. */
export const identity = {
  /** Reverse domain, as macOS and AppStream want one. */
  id: 'org.holdfast.Holdfast',
  name: 'Holdfast',
  command: 'holdfast',
  version: manifest.version,
  license: manifest.license,
  maintainer: 'Holdfast contributors <maintainers@holdfast.invalid>',
  /** electron-builder insists on one; packages made here do not show it. */
  homepage: 'https://holdfast.invalid/',
  summary: { en: 'Local backups you can get back without us', de: 'Lokale Sicherungen, die auch ohne uns lesbar sind' },
  generic: { en: 'Backup', de: 'Datensicherung' },
  description: {
    en: 'Backs up folders and PostgreSQL databases as plain files that can be read without it.',
    de: 'Sichert Ordner und PostgreSQL-Datenbanken als gewöhnliche Dateien, die auch ohne Holdfast lesbar sind.',
  },
  keywords: {
    en: ['backup', 'restore', 'snapshot', 'archive', 'recovery', 'postgresql', 'rsync'],
    de: ['Sicherung', 'Datensicherung', 'Wiederherstellung', 'Schnappschuss', 'Backup', 'Datenbank'],
  },
} as const;
