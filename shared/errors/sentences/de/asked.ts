import { text } from '../../error-details.ts';
import type { SentencesOf } from '../../sentence.ts';
import { said, size } from './detail-words.ts';

/** What is asked for can’t be done, found or reached. */
export const asked = {
  'invalid-input': (d) => said(d.reason),
  'plan-exists': (d) =>
    `Es gibt schon einen Plan namens „${text(d.name)}“. Wählen Sie einen anderen Namen, oder bearbeiten Sie jenen Plan.`,
  'repository-exists': (d) => `In ${text(d.path)} ist schon ein Repository. Verbinden Sie es, um damit zu arbeiten.`,
  'folder-not-empty': (d) =>
    `${text(d.path)} ist nicht leer. Geben Sie für ein neues Repository einen leeren oder neuen Ordner an.`,
  'source-overlaps-destination': (d) =>
    `Der Ordner ${text(d.source)} liegt im Repository ${text(d.repository)} und würde damit seine eigenen Sicherungen sichern. Wählen Sie einen anderen Ordner oder ein anderes Repository.`,
  'notification-failed': (d) =>
    `Über „${text(d.channel)}“ konnte nichts gesendet werden: ${said(d.reason)}. ${said(d.next)}`,
  'channel-not-found': (d) => `Es gibt keinen Kanal namens „${text(d.channel)}“. Siehe „holdfast notifications list“.`,
  'notification-not-found': (d) =>
    `Es gibt keine Benachrichtigung ${text(d.number)}, die gesendet werden könnte, oder ihren Kanal gibt es nicht mehr. Siehe „holdfast notifications log“.`,
  'sample-exists': (d) =>
    `Es gibt schon Beispieldaten, in ${text(d.path)}. Sehen Sie sie an, oder entfernen Sie sie vorher.`,
  'sample-busy': () =>
    'Die Beispieldaten werden gerade angelegt oder entfernt. Warten Sie einen Moment, und versuchen Sie es noch einmal.',
  'sample-full': (d) =>
    `In ${text(d.path)} ist für Beispieldaten nicht genug Platz: etwa ${size(d.needed)} werden gebraucht, neben der Reserve, die frei bleibt. Davon ist nichts zurückgeblieben. Schaffen Sie Platz, und versuchen Sie es noch einmal.`,
  'sample-foreign': (d) =>
    `In ${text(d.path)} legt Holdfast Beispieldaten ab, aber was dort liegt, stammt nicht von ihm und blieb unberührt. Verschieben Sie es, und versuchen Sie es noch einmal.`,
  'sample-in-use': (d) =>
    `Andere Pläne haben Sicherungsstände im Repository der Beispieldaten (${text(d.path)}): ${text(d.plans)}. Nichts wurde entfernt. Lassen Sie sie anderswohin sichern, löschen Sie die dortigen, und versuchen Sie es noch einmal.`,
  'plan-busy': (d) =>
    `Ein Lauf von „${text(d.name)}“ ist im Gang. Warten Sie, bis er endet, oder brechen Sie ihn vorher ab.`,
  unauthorized: () =>
    'Das Token fehlt oder ist falsch. Öffnen Sie Holdfast neu, mit der Adresse, die es ausgegeben hat.',
  'origin-refused': (d) =>
    `Abgelehnt: Die Anfrage kam mit ${text(d.header)} „${text(d.value)}“. Nehmen Sie die Adresse, die Holdfast ausgegeben hat.`,
  'too-many-attempts': () =>
    'Zu viele Anfragen mit falschem Token. Öffnen Sie Holdfast neu, mit der Adresse, die es ausgegeben hat.',
  'connection-lost': () =>
    'Die Verbindung zu Holdfast ist abgebrochen. Was es gerade tut, geht weiter; falls es beendet ist, starten Sie es neu.',
  'contract-mismatch': (d) =>
    `Holdfast läuft in einer anderen Version (Schnittstelle ${text(d.engine)}, diese spricht ${text(d.client)}). Schließen Sie beide, und starten Sie die neuere.`,
  'repository-not-found': (d) =>
    `Es ist kein Repository als „${text(d.repository)}“ bekannt. Siehe „holdfast repository list“.`,
  'plan-not-found': (d) => `Es gibt keinen Plan namens „${text(d.plan)}“. Siehe „holdfast plan list“.`,
  'run-not-found': (d) => `Es gibt keinen Lauf ${text(d.run)}. Siehe „holdfast runs“.`,
  'snapshot-not-found': (d) => `Es gibt keinen Sicherungsstand „${text(d.snapshot)}“. Siehe „holdfast snapshots“.`,
  'snapshot-ambiguous': (d) =>
    `„${text(d.snapshot)}“ passt auf mehrere Sicherungsstände: ${text(d.candidates)}. Geben Sie mehr davon an.`,
  'snapshot-pinned': (d) =>
    `Der Sicherungsstand ${text(d.snapshot)} ist angeheftet. Lösen Sie ihn zuerst, wenn er gehen darf.`,
  'snapshot-without-files': (d) => {
    const nearest = text(d.nearest);
    const next = nearest ? `Der neueste mit Dateien ist ${nearest}.` : 'Kein Sicherungsstand dieses Plans hat Dateien.';
    return `Der Sicherungsstand ${text(d.snapshot)} von „${text(d.plan)}“ enthält nur Datenbanken, keine Dateien. ${next}`;
  },
  'nothing-unusual': (d) =>
    `Keine ungewöhnliche Änderung von „${text(d.plan)}“ wartet auf eine Antwort. Es ist nichts zu tun.`,
  'dump-not-found': (d) => {
    const held = text(d.held);
    const where = d.where === undefined ? '' : ` in ${said(d.where)}`;
    return `Es gibt keinen Dump von „${text(d.database)}“${where}. ${held ? `Es gibt: ${held}.` : 'Siehe „holdfast databases“.'}`;
  },
  'path-not-found': (d) => {
    const nearest = text(d.nearest);
    return `${text(d.path)} ist nicht ${text(d.where) === 'this computer' ? 'auf' : 'in'} ${said(d.where)}.${nearest ? ` Am nächsten kommt: ${nearest}.` : ''}`;
  },
  'no-desktop': (d) =>
    `Hier ist kein Desktop, auf dem ${text(d.path)} geöffnet werden könnte. Geben Sie den Inhalt mit „holdfast cat SNAPSHOT PATH > FILE“ aus, oder stellen Sie die Datei in einen Ordner wieder her.`,
  'not-opened': (d) =>
    `Kein Programm hat die Kopie geöffnet (${said(d.reason)}). Sie liegt einen Tag lang in ${text(d.path)}: Öffnen Sie sie dort, oder wählen Sie in den Einstellungen des Systems ein Programm für solche Dateien.`,
  'no-room-to-open': (d) =>
    `${text(d.path)} hat ${size(d.size)}, aber in ${text(d.folder)}, wo die Kopie zum Öffnen läge, sind nur ${size(d.free)} frei. Stellen Sie die Datei stattdessen in einen anderen Ordner wieder her.`,
  'program-missing': (d) => `${text(d.program)} ist nicht installiert. Installieren Sie es mit: ${said(d.install)}`,
  'program-too-old': (d) =>
    `${text(d.program)} ${text(d.version)} ist zu alt, nötig ist ${text(d.minimum)} oder neuer. Installieren Sie es mit: ${said(d.install)}`,
  'program-failed': (d) => `${text(d.program)} ist gescheitert (Rückgabewert ${text(d.exitCode)}): ${text(d.stderr)}`,
  interrupted: () =>
    'Der Lauf wurde unterbrochen (Absturz, Strom oder abgezogenes Laufwerk). Der nächste Lauf macht mit dem weiter, was schon kopiert ist.',
  cancelled: (d) => `Abgebrochen. ${said(d.rest) || 'Was kopiert ist, bleibt für den nächsten Lauf.'}`,
  internal: (d) =>
    `Etwas Unerwartetes ist schiefgegangen: ${said(d.reason).replace(/\.$/, '')}. Einzelheiten stehen im Protokoll des Laufs.`,
} as const satisfies SentencesOf;
