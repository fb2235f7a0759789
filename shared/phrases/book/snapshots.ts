import { pair } from '../pair.ts';

/** Of snapshots: looking into them, comparing, deleting, and what is put into the catalogue. */
export const snapshots = [
  pair('this computer', 'diesem Rechner'),
  pair('any snapshot', 'irgendeinem Sicherungsstand'),
  pair('the snapshot {snapshot} of “{plan}”', 'dem Sicherungsstand {snapshot} von „{plan}“'),
  pair('the snapshot {snapshot}', 'dem Sicherungsstand {snapshot}'),
  pair('the files of {snapshot} any more', 'den Dateien von {snapshot}, nicht mehr'),
  pair('There is no snapshot yet.', 'Es gibt noch keinen Sicherungsstand.'),
  pair('There is no repository to read yet.', 'Es gibt noch kein Repository zu lesen.'),
  pair(
    '{path} is not a file in that snapshot. Open a file.',
    '{path} ist in diesem Sicherungsstand keine Datei. Öffnen Sie eine Datei.',
  ),
  pair('{path} is not a folder in that snapshot.', '{path} ist in diesem Sicherungsstand kein Ordner.'),
  pair(
    'Both sides are the file as it is now. Compare it with a snapshot.',
    'Beide Seiten sind die Datei, wie sie jetzt ist. Vergleichen Sie sie mit einem Sicherungsstand.',
  ),
  pair('{snapshot} is no backup of “{plan}”.', '{snapshot} ist keine Sicherung von „{plan}“.'),
  pair(
    '“{path}” is not an absolute path. Begin it with a slash.',
    '„{path}“ ist kein absoluter Pfad. Beginnen Sie mit einem Schrägstrich.',
  ),
  pair('“{path}” holds “..”. Give the path without it.', '„{path}“ enthält „..“. Geben Sie den Pfad ohne das an.'),
  pair(
    '{snapshot} is a safety copy: it holds only what a restore was about to change. Compare two backups.',
    '{snapshot} ist eine Sicherheitskopie: Sie enthält nur, was eine Wiederherstellung ändern wollte. Vergleichen Sie zwei Sicherungen.',
  ),
  pair(
    '{one} lies in {place} and {other} in {elsewhere}. Compare two snapshots in one repository; single files can be compared across both.',
    '{one} liegt in {place} und {other} in {elsewhere}. Vergleichen Sie zwei Sicherungsstände in einem Repository; einzelne Dateien lassen sich auch zwischen beiden vergleichen.',
  ),
  pair(
    '{one} is of “{plan}” and {other} of “{another}”. Compare two snapshots of one plan.',
    '{one} ist von „{plan}“ und {other} von „{another}“. Vergleichen Sie zwei Sicherungsstände eines Plans.',
  ),

  // Deleting.
  pair('Say which snapshots to delete.', 'Geben Sie an, welche Sicherungsstände gelöscht werden sollen.'),
  pair(
    '{one} is of “{plan}” and {other} of “{another}”. Delete snapshots of one plan at a time.',
    '{one} ist von „{plan}“ und {other} von „{another}“. Löschen Sie nur Sicherungsstände eines Plans auf einmal.',
  ),
  pair(
    '{one} lies in {place} and {other} in {elsewhere}. Delete snapshots in one repository at a time.',
    '{one} liegt in {place} und {other} in {elsewhere}. Löschen Sie nur Sicherungsstände in einem Repository auf einmal.',
  ),
  pair(
    'This deletes the snapshot {snapshot} of “{plan}” for good.',
    'Das löscht den Sicherungsstand {snapshot} von „{plan}“ endgültig.',
  ),
  pair(
    'This deletes {count} snapshots of “{plan}” for good: {names} and {countMore} more.',
    'Das löscht {count} Sicherungsstände von „{plan}“ endgültig: {names} und {countMore} weitere.',
  ),
  pair(
    'This deletes {count} snapshots of “{plan}” for good: {names}.',
    'Das löscht {count} Sicherungsstände von „{plan}“ endgültig: {names}.',
  ),
  pair('Every file of it is in another snapshot too.', 'Jede Datei darin ist auch in einem anderen Sicherungsstand.'),
  pair('Every file of them is in another snapshot too.', 'Jede Datei darin ist auch in einem anderen Sicherungsstand.'),
  pair('Lost with it: {why}.', 'Mit ihm geht verloren: {why}.'),
  pair('Lost with them: {why}.', 'Mit ihnen geht verloren: {why}.'),
  pair('Lost with it: {why}, and {whyElse}.', 'Mit ihm geht verloren: {why}, und {whyElse}.'),
  pair('Lost with them: {why}, and {whyElse}.', 'Mit ihnen geht verloren: {why}, und {whyElse}.'),
  pair(
    '1 version of a file ({size}) that no other snapshot holds',
    '1 Version einer Datei ({size}), die kein anderer Sicherungsstand hat',
  ),
  pair(
    '{count} versions of files ({size}) that no other snapshot holds',
    '{count} Versionen von Dateien ({size}), die kein anderer Sicherungsstand hat',
  ),
  pair('the dump of a database ({size})', 'der Dump einer Datenbank ({size})'),
  pair('{count} dumps of databases ({size})', '{count} Dumps von Datenbanken ({size})'),
  pair(
    'The restore that made the safety copy can then no longer be undone.',
    'Die Wiederherstellung, die die Sicherheitskopie gemacht hat, lässt sich dann nicht mehr rückgängig machen.',
  ),
  pair(
    'The restores that made the safety copies can then no longer be undone.',
    'Die Wiederherstellungen, die die Sicherheitskopien gemacht haben, lassen sich dann nicht mehr rückgängig machen.',
  ),
  pair(
    'This deletes the snapshot {snapshot} of “{plan}” for good. Its lists are damaged, so what it holds is not known; its files can still be copied out of the repository.',
    'Das löscht den Sicherungsstand {snapshot} von „{plan}“ endgültig. Seine Listen sind beschädigt, was er enthält, ist darum nicht bekannt; seine Dateien lassen sich noch aus dem Repository kopieren.',
  ),
  pair('Nothing was deleted.', 'Es wurde nichts gelöscht.'),
  pair('Nothing was changed.', 'Es wurde nichts geändert.'),
  pair('Nothing was touched.', 'Es wurde nichts angerührt.'),
  pair(
    'The deleted snapshots are gone from the list; the rest of their files is removed later: when Holdfast starts again, or with the next backup or deletion.',
    'Die gelöschten Sicherungsstände stehen nicht mehr in der Liste; der Rest ihrer Dateien wird später entfernt: beim nächsten Start von Holdfast oder mit der nächsten Sicherung oder Löschung.',
  ),
  pair('{path} was not removed from the disk: {why}.', '{path} wurde nicht vom Laufwerk entfernt: {why}.'),
  pair(
    '{count} more entries were not removed from the disk.',
    '{count} weitere Einträge wurden nicht vom Laufwerk entfernt.',
  ),
  pair(
    'the system does not permit it; it may be immutable (lsattr shows that, chattr -i ends it)',
    'das System lässt es nicht zu; vielleicht ist es unveränderlich (lsattr zeigt das, chattr -i hebt es auf)',
  ),
  pair('it belongs to somebody else', 'es gehört jemand anderem'),
  pair('something is mounted there', 'dort ist etwas eingehängt'),
  pair('the system says {code}', 'das System meldet {code}'),
  pair('its drive went away', 'sein Laufwerk ist nicht mehr da'),
  pair('it has become read-only', 'es ist schreibgeschützt geworden'),
  pair('its disk is too full even for that', 'sein Laufwerk ist selbst dafür zu voll'),

  // Reading repositories.
  pair('The plan in {folder} was left out: {why}.', 'Der Plan in {folder} wurde ausgelassen: {why}.'),
  pair('its plan.json is damaged or missing', 'seine plan.json ist beschädigt oder fehlt'),
  pair('its folder is that of “{plan}”', 'sein Ordner ist der von „{plan}“'),
  pair('the plan lies in the folder {folder} there', 'der Plan liegt dort im Ordner {folder}'),
  pair(
    'The snapshot {snapshot} was left out of the catalogue: its list {file} is damaged or missing. Its files can still be read in the repository; “holdfast delete {name}” removes it.',
    'Der Sicherungsstand {snapshot} wurde nicht in den Katalog aufgenommen: Seine Liste {file} ist beschädigt oder fehlt. Seine Dateien lassen sich im Repository noch lesen; „holdfast delete {name}“ entfernt ihn.',
  ),
  pair('Left out of the catalogue: {path} ({why}).', 'Nicht in den Katalog aufgenommen: {path} ({why}).'),
  pair('{folder} was left out of the catalogue: {why}.', '{folder} wurde nicht in den Katalog aufgenommen: {why}.'),
  pair('its folder is not listed', 'sein Ordner steht nicht in der Liste'),
  pair('a line of the list is not an entry', 'eine Zeile der Liste ist kein Eintrag'),
  pair('it is of another plan', 'er ist von einem anderen Plan'),
  pair('its manifest is damaged or missing', 'sein Manifest ist beschädigt oder fehlt'),
  pair('it is a copy of {original}', 'er ist eine Kopie von {original}'),
  pair('it is being deleted', 'er wird gerade gelöscht'),
  pair('it is being restored or verified', 'er wird gerade wiederhergestellt oder geprüft'),
];
