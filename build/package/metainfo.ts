import { identity } from './identity.ts';

interface Release {
  readonly version: string;
  /** YYYY-MM-DD */
  readonly date: string;
}

/** What software centres show (freedesktop.org/software/appstream/docs, desktop application). Pure. */
export function metainfo({ version, date }: Release): string {
  const { id, name, command, license, summary } = identity;
  return `<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>${id}</id>
  <metadata_license>CC0-1.0</metadata_license>
  <project_license>${license}</project_license>
  <name>${name}</name>
  <summary>${escaped(summary.en)}</summary>
  <summary xml:lang="de">${escaped(summary.de)}</summary>
  <developer id="${id.split('.').slice(0, 2).join('.')}">
    <name>Holdfast contributors</name>
  </developer>
  <description>
${paragraphs}
  </description>
  <launchable type="desktop-id">${command}.desktop</launchable>
  <icon type="stock">${command}</icon>
  <provides>
    <binary>${command}</binary>
    <mediatype>x-scheme-handler/holdfast</mediatype>
  </provides>
  <categories>
    <category>Utility</category>
    <category>Archiving</category>
  </categories>
  <keywords>
${identity.keywords.en.map((word) => `    <keyword>${word}</keyword>`).join('\n')}
${identity.keywords.de.map((word) => `    <keyword xml:lang="de">${word}</keyword>`).join('\n')}
  </keywords>
  <requires>
    <display_length compare="ge">640</display_length>
  </requires>
  <recommends>
    <control>keyboard</control>
    <control>pointing</control>
  </recommends>
  <content_rating type="oars-1.1" />
  <releases>
    <release version="${version}" date="${date}" />
  </releases>
</component>
`;
}

/** Each in English and in German. */
const told = [
  [
    'Holdfast backs up folders and PostgreSQL databases onto a disk of yours: an external drive, a second disk, a network drive.',
    'Holdfast sichert Ordner und PostgreSQL-Datenbanken auf einen eigenen Datenträger: eine externe Platte, eine zweite Platte, ein Netzlaufwerk.',
  ],
  [
    'You can get everything back without Holdfast: a snapshot is a plain folder tree, a dump is a file that pg_restore reads, and every repository carries its own recovery guide.',
    'Alles lässt sich auch ohne Holdfast zurückholen: Ein Schnappschuss ist ein gewöhnlicher Ordner, eine Datenbanksicherung eine Datei für pg_restore, und jedes Repository enthält seine eigene Anleitung.',
  ],
  [
    'It costs what changed: what stayed the same is shared with the snapshot before. Backups run on a schedule, when a drive is connected, or at a click, and are checked by really restoring them.',
    'Es kostet nur, was sich geändert hat: Gleich Gebliebenes teilt ein Schnappschuss mit dem vorigen. Gesichert wird nach Zeitplan, beim Anschließen eines Laufwerks oder auf Knopfdruck, und geprüft wird durch wirkliches Wiederherstellen.',
  ],
] as const;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const paragraphs = told
  .flatMap(([english, german]) => [`    <p>${escaped(english)}</p>`, `    <p xml:lang="de">${escaped(german)}</p>`])
  .join('\n');
