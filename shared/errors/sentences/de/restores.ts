import { text } from '../../error-details.ts';
import type { SentencesOf } from '../../sentence.ts';
import { said, saidAll } from './detail-words.ts';

const cutOff = 'Die Wiederherstellung wurde unterbrochen';

/** Of restores, and what is to be confirmed. */
export const restores = {
  'restore-through-link': (d) =>
    `${text(d.path)} ist jetzt ein symbolischer Link, und durch Links hindurch wird nichts wiederhergestellt. Stellen Sie in einen anderen Ordner wieder her, oder schieben Sie den Link zuerst weg.`,
  'restore-into-repository': (d) =>
    `${text(d.path)} liegt im Repository ${text(d.repository)}. Stellen Sie in einen anderen Ordner wieder her.`,
  'restore-incomplete': (d) =>
    `${text(d.count)} der gewählten Dateien konnten nicht wiederhergestellt werden. Siehe die Warnungen.${d.run === undefined ? '' : ` Sind die Gründe behoben, erledigt „holdfast restore finish ${text(d.run)}“ den Rest.`}`,
  'restore-changed': (d) =>
    `${text(d.count)} ${d.count === 1 ? 'Eintrag ist' : 'Einträge sind'} nicht mehr so, wie der Probelauf ${d.count === 1 ? 'ihn' : 'sie'} vorfand: ${text(d.examples)}. Es wurde nichts angerührt. Sehen Sie den neuen Probelauf an, und stellen Sie dann wieder her.`,
  'restore-source-damaged': (d) => {
    const nearest = text(d.nearest);
    const one = d.count === 1;
    const otherwise = nearest
      ? `Unbeschädigt und zeitlich am nächsten: ${nearest}. Nehmen Sie diese stattdessen (--on-damage nearest), lassen Sie`
      : 'Kein anderer Sicherungsstand hat eine unbeschädigte Version. Lassen Sie';
    return `${text(d.count)} der Dateien, die wiederhergestellt werden sollen, ${one ? 'ist' : 'sind'} im Sicherungsstand beschädigt: ${text(d.paths)}. Es wurde nichts angerührt. ${otherwise} ${one ? 'die Datei' : 'die Dateien'} aus (--on-damage leave-out), oder versuchen Sie „holdfast repair“.`;
  },
  'restore-interrupted': (d) => {
    const run = text(d.run);
    if (run === '')
      return `${cutOff} (Absturz, Strom oder abgezogenes Laufwerk), bevor sie etwas angerührt hat. Starten Sie sie neu.`;
    if (d.done === true)
      return `${cutOff} (Absturz, Strom oder abgezogenes Laufwerk), als schon alles getan war. Nehmen Sie sie mit „holdfast restore undo ${run}“ zurück, wenn das nicht so sein soll.`;
    return `${cutOff} (Absturz, Strom oder abgezogenes Laufwerk). Jede Datei ist ganz die alte oder ganz die neue. Bringen Sie sie mit „holdfast restore finish ${run}“ zu Ende, oder nehmen Sie sie mit „holdfast restore undo ${run}“ zurück.`;
  },
  'not-undoable': (d) => `Die Wiederherstellung ${text(d.run)} lässt sich nicht rückgängig machen: ${said(d.reason)}`,
  'not-finishable': (d) => `An der Wiederherstellung ${text(d.run)} ist nichts zu Ende zu bringen: ${said(d.reason)}`,
  'restore-blocked': (d) => `So lässt sich nicht wiederherstellen; es wurde nichts angerührt. ${said(d.problems)}`,
  'database-in-use': (d) =>
    `${text(d.count)} andere ${d.count === 1 ? 'Sitzung benutzt' : 'Sitzungen benutzen'} die Datenbank ${text(d.database)} (${text(d.sessions)}). Sie ist, wie sie war. Lassen Sie ${d.count === 1 ? 'diese Sitzung' : 'diese Sitzungen'} beenden (--end-sessions), oder stellen Sie wieder her, sobald ${d.count === 1 ? 'sie fort ist' : 'sie fort sind'}.`,
  'database-not-restored': (d) =>
    `${said(d.database)} konnte nicht wiederhergestellt werden: ${said(d.reason)} ${said(d.rest)}`,
  'database-restored-otherwise': (d) =>
    `Aus dem Dump von ${text(d.database)} wird nicht das, was verzeichnet wurde: ${said(d.differences)}. ${said(d.rest)}`,
  'database-not-kept': (d) =>
    `Die Datenbank ${text(d.database)} wurde wiederhergestellt, aber was vorher in ihr war, ließ sich nicht als Dump aufbewahren: ${said(d.reason)} Es ist noch auf dem Server, unter dem Namen ${text(d.kept)}. Zurück dorthin führt „holdfast restore-database undo ${text(d.run)}“; mit DROP DATABASE entfernen Sie es, wenn es niemand mehr braucht.`,
  'database-restore-interrupted': (d) => {
    const database = text(d.database);
    const undo = (): string => `„holdfast restore-database undo ${text(d.run)}“`;
    if (d.state === 'replaced')
      return `${cutOff} (Absturz oder Strom), nachdem die Datenbank ${database} ersetzt war. Was vorher in ihr war, ist noch auf dem Server, unter dem Namen ${text(d.kept)}: Zurück dorthin führt ${undo()}; mit DROP DATABASE entfernen Sie es, wenn es niemand mehr braucht.`;
    if (d.state === 'swapping')
      return `${cutOff} (Absturz oder Strom), während die Datenbank ${database} eingesetzt wurde: Sie ist ganz die alte oder ganz die neue. Sehen Sie nach; ist es die neue, nehmen Sie das mit ${undo()} zurück.`;
    if (d.state === 'within')
      return `${cutOff} (Absturz oder Strom). Was von der Datenbank ${database} gewählt war, ist, wie es war, oder als Ganzes wiederhergestellt. Stellen Sie noch einmal wieder her, oder nehmen Sie es mit ${undo()} zurück.`;
    if (d.state === 'done')
      return `Die Wiederherstellung der Datenbank ${database} wurde unterbrochen (Absturz oder Strom), als alles getan war. Nehmen Sie sie mit ${undo()} zurück, wenn das nicht so sein soll.`;
    return `${cutOff} (Absturz oder Strom), bevor sie etwas angerührt hat${database === '' ? '' : `: Die Datenbank ${database} ist, wie sie war. Was daneben auf dem Server liegen blieb, geht, wenn Holdfast startet`}. Starten Sie sie neu.`;
  },
  'safety-incomplete': (d) =>
    `${text(d.count)} der Einträge, die diese Wiederherstellung ändern würde, konnten vorher nicht gesichert werden: ${saidAll(d.paths)}. Es wurde nichts angerührt. Versuchen Sie es noch einmal, lassen Sie sie aus, oder stellen Sie ohne Sicherheitskopie wieder her (--no-safety).`,
  'confirmation-needed': (d) => `${said(d.consequence)} Bestätigen Sie das, um fortzufahren, mit: ${text(d.phrase)}`,
} as const satisfies SentencesOf;
