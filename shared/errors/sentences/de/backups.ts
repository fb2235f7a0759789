import { text } from '../../error-details.ts';
import type { SentencesOf } from '../../sentence.ts';
import { said, size } from './detail-words.ts';

/** Of repositories, drives, backups, and what is kept. */
export const backups = {
  locked: (d) =>
    `Ein anderer Lauf hält „${text(d.plan)}“: ${said(d.holder)}, seit ${said(d.since)}. Warten Sie, bis er endet; nach einem Absturz löst sich das von selbst.`,
  'owner-unreachable': (d) =>
    `Holdfast läuft (Prozess ${text(d.pid)}), antwortet aber nicht. Warten Sie einen Moment, oder beenden Sie diesen Prozess und versuchen Sie es noch einmal.`,
  'destination-missing': (d) =>
    `Das Repository ${text(d.path)} ist nicht da. Schließen Sie sein Laufwerk an oder hängen Sie es ein, und versuchen Sie es noch einmal; es wurde nichts geschrieben.`,
  'destination-silent': (d) =>
    `Das Laufwerk von ${text(d.path)} antwortet nicht. Prüfen Sie die Verbindung, und versuchen Sie es noch einmal; es wurde nichts geschrieben.`,
  'destination-not-mounted': (d) =>
    `Das Laufwerk von ${text(d.path)} ist nicht eingehängt: Der Ordner ist da, enthält aber kein Repository. Hängen Sie das Laufwerk ein, und versuchen Sie es noch einmal; es wurde nichts geschrieben.`,
  'destination-wrong-volume': (d) =>
    `${text(d.path)} ist nicht das Laufwerk, für das dieser Plan gemacht wurde (${said(d.reason)}). Schließen Sie das richtige an, oder führen Sie „holdfast repository adopt ${text(d.path)}“ aus, wenn Sie das Repository absichtlich verschoben haben. Es wurde nichts geschrieben.`,
  'destination-read-only': (d) =>
    `${text(d.path)} ist schreibgeschützt, oder Sie dürfen dort nicht schreiben. Machen Sie es beschreibbar, und versuchen Sie es noch einmal.`,
  'destination-full': (d) =>
    `Auf ${text(d.path)} ist nicht genug Platz${d.needed === undefined ? '' : `: ${size(d.needed)} sind nötig, ${size(d.free)} frei`}. ${d.pruned === undefined ? '' : `${text(d.pruned)} nicht mehr aufbewahrte Sicherungsstände wurden gelöscht, was nicht gereicht hat. `}Schaffen Sie Platz, oder löschen Sie alte Sicherungsstände, und starten Sie dann neu; was kopiert ist, bleibt.`,
  'volume-in-use': (d) =>
    `Etwas benutzt das Laufwerk in ${text(d.path)} noch, darum wurde es nicht ausgehängt. Schließen Sie Dateien, Terminals und Programme, die dort offen sind, und versuchen Sie es noch einmal.`,
  'volume-not-unmounted': (d) =>
    `Das Laufwerk in ${text(d.path)} wurde nicht ausgehängt: ${said(d.reason)}. Hängen Sie es mit den Mitteln des Systems aus, bevor Sie es abziehen.`,
  'no-hard-links': (d) =>
    `Das Laufwerk von ${text(d.path)} kennt keine Hardlinks, jeder Sicherungsstand wäre also eine volle Kopie (je ${size(d.cost)}). Nehmen Sie ein anderes Laufwerk, oder erlauben Sie volle Kopien (--allow-full-copies).`,
  'format-unknown': (d) =>
    `${text(d.path)} wurde von einem neueren Holdfast geschrieben (Format ${text(d.format)}). Aktualisieren Sie Holdfast, um es zu benutzen.`,
  'source-missing': (d) =>
    `${text(d.path)} fehlt oder ist leer, obwohl dort Dateien waren. Die letzte gute Kopie wird weitergeführt. Wenn der Ordner leer sein soll, sagen Sie es: „holdfast plan edit ${text(d.plan)} --accept-empty“.`,
  'hook-stopped': (d) =>
    `Der Befehl vor der Sicherung ist gescheitert (${said(d.end)}), darum wurde nichts gesichert: ${text(d.command)}. Was er ausgegeben hat, steht im Protokoll des Laufs. Beheben Sie das, oder lassen Sie Sicherungen auch ohne ihn zu: Bearbeiten Sie die Befehle von „${text(d.plan)}“.`,
  'nothing-backed-up': (d) =>
    `Keine Datei von „${text(d.plan)}“ konnte gesichert werden. Siehe die Warnungen dieses Laufs.`,
  'no-database-chosen': (d) =>
    `Auf dem Server „${text(d.label)}“ ist keine Datenbank, die der Plan nimmt (${text(d.include)}), darum wurde von ihm nichts gesichert. Ändern Sie die Auswahl, oder nehmen Sie den Server aus dem Plan.`,
  damaged: (d) =>
    `${text(d.count)} ${d.count === 1 ? 'Datei ist' : 'Dateien sind'} beschädigt oder ${d.count === 1 ? 'fehlt' : 'fehlen'}${d.snapshot === undefined ? '' : ` im Sicherungsstand ${text(d.snapshot)}`}. „holdfast repair ${text(d.snapshot) || '--all'}“ holt zurück, was ein anderer Sicherungsstand oder die Quelle noch hat.`,
  'repair-incomplete': (d) =>
    `${text(d.count)} beschädigte ${d.count === 1 ? 'Datei konnte' : 'Dateien konnten'} nicht repariert werden: Es fand sich keine gute Kopie. Sichern Sie neu, um zu behalten, was die Quelle jetzt hat; ältere Versionen können noch heil sein („holdfast history PATH“).`,
  'deletion-unfinished': (d) =>
    `Was gelöscht werden sollte, steht nicht mehr unter den Sicherungsständen, aber seine Dateien sind noch nicht alle entfernt: ${said(d.reason)}. Holdfast entfernt den Rest, sobald in ${text(d.path)} wieder geschrieben werden kann.`,
} as const satisfies SentencesOf;
