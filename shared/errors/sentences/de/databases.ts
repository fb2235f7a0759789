import { text } from '../../error-details.ts';
import type { SentencesOf } from '../../sentence.ts';
import { said, size } from './detail-words.ts';

/** Of PostgreSQL, its dumps and their test restores. */
export const databases = {
  'database-unreachable': (d) => `Der PostgreSQL-Server ${text(d.server)} ist nicht zu erreichen: ${said(d.reason)}`,
  'database-tls': (d) => `Keine sichere Verbindung zum PostgreSQL-Server ${text(d.server)}: ${said(d.reason)}`,
  'database-refused': (d) =>
    `Der PostgreSQL-Server ${text(d.server)} lässt „${text(d.user)}“ nicht ein: ${said(d.reason)}`,
  'password-needed': (d) =>
    `Der PostgreSQL-Server ${text(d.server)} verlangt das Passwort von „${text(d.user)}“, und hier ist keines gespeichert${d.reason === undefined ? '' : ` (${said(d.reason)})`}. Geben Sie es mit „holdfast plan edit PLAN --change-database ${text(d.label) || 'LABEL'} --ask-password“ an, oder schreiben Sie es in ~/.pgpass.`,
  'database-not-found': (d) =>
    `Auf dem PostgreSQL-Server ${text(d.server)} gibt es keine Datenbank „${text(d.database)}“. Prüfen Sie den Namen; „holdfast plan edit PLAN --change-database LABEL“ ändert, was gesichert wird.`,
  'database-rights': (d) =>
    `„${text(d.user)}“ darf das in ${text(d.database)} nicht: ${said(d.reason)}. Lassen Sie es die Verwaltung des Servers gewähren (eine Rolle mit pg_read_all_data liest alles), oder lassen Sie das im Plan aus (--exclude-table, --exclude-schema).`,
  'row-security': (d) =>
    `Zeilensicherheit verbirgt Zeilen von ${text(d.database)} vor „${text(d.user)}“: ${said(d.reason)}. Nehmen Sie eine Rolle mit BYPASSRLS oder den Eigentümer der Tabelle, oder lassen Sie die Tabelle aus (--exclude-table).`,
  'database-locked': (d) =>
    `Eine andere Sitzung von ${text(d.database)} hält zu lange eine Sperre: ${said(d.reason)}. Warten Sie, bis sie endet, und starten Sie neu, oder beenden Sie diese Sitzung auf dem Server.`,
  'database-busy': (d) =>
    `Ein anderes Holdfast arbeitet an der Datenbank „${text(d.database)}“ von ${text(d.server)}${d.holder === undefined ? '' : ` (${said(d.holder)})`}. Warten Sie, bis es fertig ist, und starten Sie neu.`,
  'database-timeout': (d) =>
    `Der PostgreSQL-Server hat eine Abfrage an ${text(d.database)} beendet: ${said(d.reason)}. Sehen Sie nach, was den Server beschäftigt, oder erhöhen Sie sein statement_timeout für „${text(d.user)}“.`,
  'database-lost': (d) =>
    `Die Verbindung zum PostgreSQL-Server ${text(d.server)} ist abgebrochen: ${said(d.reason)}. Sehen Sie nach, ob der Server läuft, und starten Sie neu.`,
  'database-failed': (d) =>
    `PostgreSQL hat einen Fehler bei ${text(d.database)} gemeldet: ${said(d.reason)}. Mehr steht vielleicht im Protokoll des Servers und in dem des Laufs.`,
  'dump-incomplete': (d) =>
    `Der Dump von „${said(d.database)}“ ist nicht vollständig: ${said(d.reason)}. Von ihm wurde nichts behalten. Starten Sie neu; mehr steht im Protokoll des Laufs.`,
  'database-emptied': (d) =>
    `„${text(d.database)}“ enthält keine Tabellen mehr, obwohl der letzte Dump ${text(d.tables)} hatte. Sehen Sie nach, ob es die richtige Datenbank ist. Wenn sie leer sein soll, führen Sie „holdfast plan edit PLAN --accept-empty“ aus.`,
  'client-missing': (d) =>
    `${text(d.program)} von PostgreSQL ist nicht installiert, und ${said(d.server)} braucht Version ${text(d.major)} oder neuer. Installieren Sie es mit: ${said(d.install)}`,
  'client-too-old': (d) =>
    `${text(d.program)} ${text(d.version)} von PostgreSQL ist älter als der Server (${text(d.major)}) und kann nicht mit ihm arbeiten. Installieren Sie es mit: ${said(d.install)}`,
  'secret-unreadable': (d) =>
    `Die in ${text(d.file)} gespeicherten Passwörter sind nicht zu lesen: ${said(d.reason)}. Geben Sie sie mit „holdfast plan edit PLAN --change-database ${text(d.label) || 'LABEL'} --ask-password“ neu an.`,
  'test-restore-failed': (d) =>
    `${text(d.count)} ${d.count === 1 ? 'Dump ergibt' : 'Dumps ergeben'} beim Wiederherstellen nicht, was verzeichnet wurde: ${text(d.databases)}. Was sich unterscheidet, steht im Bericht; „holdfast verify“ nennt beschädigte Dateien, und eine neue Sicherung macht einen neuen Dump.`,
  'test-restore-impossible': (d) =>
    `${said(d.database)} konnte nicht durch Wiederherstellen getestet werden: ${said(d.reason)}`,
  'test-restore-running': () =>
    'Eine andere Testwiederherstellung ist im Gang. Warten Sie, bis sie endet, oder brechen Sie sie vorher ab.',
  'scratch-missing': (d) =>
    `Eine Testwiederherstellung braucht auf diesem Rechner die Serverprogramme von PostgreSQL in Version ${text(d.major)} oder neuer, um einen eigenen Server zu starten. Installieren Sie sie mit: ${said(d.install)}. Oder lassen Sie den Plan eine vorübergehende Datenbank auf dem Server selbst benutzen (--test-on-server).`,
  'scratch-full': (d) =>
    `Eine Testwiederherstellung von ${text(d.database)} braucht etwa ${size(d.needed)}, aber in ${text(d.folder)} sind nur ${size(d.free)} frei. Schaffen Sie dort Platz, oder setzen Sie TMPDIR auf einen Ordner mit mehr.`,
  'scratch-failed': (d) => `Der eigene Server für die Testwiederherstellung war nicht zu benutzen: ${said(d.reason)}`,
} as const satisfies SentencesOf;
