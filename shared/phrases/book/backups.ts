import { pair } from '../pair.ts';

/** Of repositories and drives, backups, verification and repair. */
export const backups = [
  // Repositories.
  pair('There is no repository in {folder}.', 'In {folder} ist kein Repository.'),
  pair('There is one in {folder}.', 'Eines ist in {folder}.'),
  pair(
    'Give the folder that holds holdfast-repository.json.',
    'Geben Sie den Ordner an, in dem holdfast-repository.json liegt.',
  ),
  pair(
    "“{folder}” is not an absolute path. Give the repository's folder from the top: /…",
    '„{folder}“ ist kein absoluter Pfad. Geben Sie den Ordner des Repositorys von oben an: /…',
  ),
  pair(
    "The path {folder} is not valid UTF-8, which a repository's must be. Choose another folder.",
    'Der Pfad {folder} ist kein gültiges UTF-8, wie es der eines Repositorys sein muss. Wählen Sie einen anderen Ordner.',
  ),
  pair(
    '{place} lies inside the repository {above}. Choose a folder outside of it.',
    '{place} liegt im Repository {above}. Wählen Sie einen Ordner außerhalb davon.',
  ),
  pair(
    "The folder {place} can't be made: the file system there does not allow it. Choose another place.",
    'Der Ordner {place} lässt sich nicht anlegen: Das Dateisystem dort erlaubt es nicht. Wählen Sie einen anderen Ort.',
  ),
  pair(
    'This home does not know the repository at {path} yet. Use “connect” to take it in.',
    'Das Repository in {path} ist hier noch nicht bekannt. Verbinden Sie es, um es aufzunehmen.',
  ),
  pair('it holds another repository', 'es enthält ein anderes Repository'),
  pair('its file system is another one', 'sein Dateisystem ist ein anderes'),
  pair('its marker file is damaged', 'seine Kennungsdatei ist beschädigt'),
  pair('a run', 'ein Lauf'),
  pair('a moment ago', 'einem Augenblick'),
  pair('process {pid} on {host}', 'Prozess {pid} auf {host}'),

  // Letting go of drives.
  pair('the system needs it', 'das System braucht es'),
  pair('Holdfast keeps its settings there', 'Holdfast bewahrt dort seine Einstellungen auf'),
  pair('{folder} is backed up from there', '{folder} wird von dort gesichert'),
  pair('no program to unmount it with was found', 'es fand sich kein Programm zum Aushängen'),
  pair('this user may not do that', 'dieser Benutzer darf das nicht'),

  // Backups.
  pair('{path} vanished during the backup.', '{path} ist während der Sicherung verschwunden.'),
  pair('{path} vanished while it was read.', '{path} ist beim Lesen verschwunden.'),
  pair('{path} could not be read ({code}).', '{path} war nicht zu lesen ({code}).'),
  pair('{path} could not be read (EACCES).', '{path} war nicht zu lesen (kein Zugriff).'),
  pair('{path} could not be read (EPERM).', '{path} war nicht zu lesen (nicht erlaubt).'),
  pair('{path} could not be read (EIO).', '{path} war nicht zu lesen (Fehler des Laufwerks).'),
  pair('Its last copy is carried along.', 'Die letzte Kopie wird weitergeführt.'),
  pair(
    '{path} kept changing while it was copied; its copy may be a mix of two states.',
    '{path} hat sich während des Kopierens immer wieder geändert; die Kopie kann eine Mischung zweier Zustände sein.',
  ),
  pair('{path} is the repository itself and is left out.', '{path} ist das Repository selbst und wird ausgelassen.'),
  pair(
    'The copy of {path} in the newest snapshot is missing; it is copied again.',
    'Die Kopie von {path} im neuesten Sicherungsstand fehlt; es wird neu kopiert.',
  ),
  pair(
    'The copy of {path} in the newest snapshot is not as it was recorded; it is copied again.',
    'Die Kopie von {path} im neuesten Sicherungsstand ist nicht so, wie sie verzeichnet wurde; es wird neu kopiert.',
  ),
  pair(
    'The copy of {path} in the newest snapshot was altered; it is copied again.',
    'Die Kopie von {path} im neuesten Sicherungsstand wurde verändert; es wird neu kopiert.',
  ),
  pair(
    "The copy of {path} in the newest snapshot is missing, and {again} can't be read now.",
    'Die Kopie von {path} im neuesten Sicherungsstand fehlt, und {again} ist jetzt nicht zu lesen.',
  ),
  pair(
    'The lists of snapshot {snapshot} are damaged or missing; a new snapshot is made.',
    'Die Listen des Sicherungsstands {snapshot} sind beschädigt oder fehlen; es wird ein neuer Sicherungsstand gemacht.',
  ),
  pair(
    'The content of {path} changed although its times did not: possible corruption of the disk. Both versions are kept.',
    'Der Inhalt von {path} hat sich geändert, seine Zeiten aber nicht: vielleicht ein Schaden am Laufwerk. Beide Versionen bleiben erhalten.',
  ),
  pair('The server “{label}” was not backed up: {why}', 'Der Server „{label}“ wurde nicht gesichert: {why}'),
  pair(
    'The database “{database}” of “{label}” was not backed up: {why}',
    'Die Datenbank „{database}“ von „{label}“ wurde nicht gesichert: {why}',
  ),
  pair(
    'The command before a backup failed ({end}): {command}',
    'Der Befehl vor der Sicherung ist gescheitert ({end}): {command}',
  ),
  pair(
    'The command after a success failed ({end}): {command}',
    'Der Befehl nach einem Erfolg ist gescheitert ({end}): {command}',
  ),
  pair(
    'The command after a success with warnings failed ({end}): {command}',
    'Der Befehl nach einem Erfolg mit Warnungen ist gescheitert ({end}): {command}',
  ),
  pair(
    'The command after a failure failed ({end}): {command}',
    'Der Befehl nach einem Fehlschlag ist gescheitert ({end}): {command}',
  ),
  pair(
    'The command after every run failed ({end}): {command}',
    'Der Befehl nach jedem Lauf ist gescheitert ({end}): {command}',
  ),
  pair('ended by a signal', 'durch ein Signal beendet'),
  pair('exit status {count}', 'Rückgabewert {count}'),
  pair('ended since it took longer than it may', 'beendet, weil er länger brauchte als erlaubt'),
  pair('ended since the run was cancelled', 'beendet, weil der Lauf abgebrochen wurde'),
  pair('not started: /bin/sh is not there', 'nicht gestartet: /bin/sh fehlt'),
  pair(
    'One command was not run: nobody has agreed to it on this computer, and it came with the repository. Look at “holdfast plan show {name}”, then “holdfast plan edit {again} --agree-hooks”.',
    'Ein Befehl wurde nicht ausgeführt: Niemand hat ihn auf diesem Rechner zugelassen, und er kam mit dem Repository. Sehen Sie ihn mit „holdfast plan show {name}“ an, dann „holdfast plan edit {again} --agree-hooks“.',
  ),
  pair(
    '{count} commands were not run: nobody has agreed to them on this computer, and they came with the repository. Look at “holdfast plan show {name}”, then “holdfast plan edit {again} --agree-hooks”.',
    '{count} Befehle wurden nicht ausgeführt: Niemand hat sie auf diesem Rechner zugelassen, und sie kamen mit dem Repository. Sehen Sie sie mit „holdfast plan show {name}“ an, dann „holdfast plan edit {again} --agree-hooks“.',
  ),
  pair('This is what would have gone wrong.', 'Das wäre schiefgegangen.'),
  pair(
    '{countLost} of {count} files ({share}) were changed or deleted since the last backup: {countChanged} changed, {countRemoved} deleted. Until somebody says whether that was meant, no snapshot of this plan is deleted by its policy.',
    '{countLost} von {count} Dateien ({share}) wurden seit der letzten Sicherung geändert oder gelöscht: {countChanged} geändert, {countRemoved} gelöscht. Bis jemand sagt, ob das gewollt war, löscht die Aufbewahrung keinen Sicherungsstand dieses Plans.',
  ),
  pair(
    '{countLost} of {count} files ({share}) were changed or deleted since the last backup (usually {usual}): {countChanged} changed, {countRemoved} deleted. Until somebody says whether that was meant, no snapshot of this plan is deleted by its policy.',
    '{countLost} von {count} Dateien ({share}) wurden seit der letzten Sicherung geändert oder gelöscht (üblich: {usual}): {countChanged} geändert, {countRemoved} gelöscht. Bis jemand sagt, ob das gewollt war, löscht die Aufbewahrung keinen Sicherungsstand dieses Plans.',
  ),

  // What is found wrong.
  pair('In the snapshot {snapshot}, {path}: {why}.', 'Im Sicherungsstand {snapshot}, {path}: {why}.'),
  pair('The same copy is in {snapshots} and {count} more.', 'Dieselbe Kopie ist in {snapshots} und {count} weiteren.'),
  pair('The same copy is in {snapshots}.', 'Dieselbe Kopie ist in {snapshots}.'),
  pair(
    '{count} more files are damaged or missing; check again once these are repaired',
    '{count} weitere Dateien sind beschädigt oder fehlen; prüfen Sie noch einmal, wenn diese repariert sind',
  ),
  pair('it is missing', 'fehlt'),
  pair('it is missing, or can’t be opened', 'fehlt oder ist nicht zu öffnen'),
  pair('something else is in its place', 'etwas anderes ist an seiner Stelle'),
  pair('it can’t be read ({code})', 'ist nicht zu lesen ({code})'),
  pair('it can’t be read: permission denied', 'ist nicht zu lesen: kein Zugriff'),
  pair('it has {count} bytes instead of {countOther}', 'hat {count} Bytes statt {countOther}'),
  pair('its content has changed', 'der Inhalt hat sich geändert'),
  pair('the manifest is damaged or missing', 'das Manifest ist beschädigt oder fehlt'),
  pair(
    'what was found could not be written to the repository: {message}',
    'was gefunden wurde, ließ sich nicht ins Repository schreiben: {message}',
  ),

  // Repair.
  pair(
    'What was repaired stays repaired; the rest is as it was.',
    'Was repariert ist, bleibt repariert; der Rest ist, wie er war.',
  ),
  pair('{path} in {snapshots} was left as it is: {why}.', '{path} in {snapshots} blieb, wie es ist: {why}.'),
  pair(
    '{folder} in {snapshot} did not get all its attributes: {message}',
    '{folder} in {snapshot} hat nicht alle Eigenschaften bekommen: {message}',
  ),
  pair('its good copy could not be copied: {message}', 'die gute Kopie ließ sich nicht kopieren: {message}'),
  pair('what it should hold was never recorded', 'was hineingehört, wurde nie verzeichnet'),
  pair(
    'what was put in its place is not as it was written',
    'was an seine Stelle kam, ist nicht so, wie es geschrieben wurde',
  ),
  pair(
    '{why}; no other dump in this repository has a file equal to it, and the database has changed since',
    '{why}; kein anderer Dump in diesem Repository hat die gleiche Datei, und die Datenbank hat sich seither geändert',
  ),
  pair('its copy is not as it was read', 'die Kopie ist nicht so, wie sie gelesen wurde'),
  pair('no other snapshot holds its content whole', 'kein anderer Sicherungsstand hat den Inhalt vollständig'),
  pair(
    'no other snapshot holds its content whole, and the source has changed since',
    'kein anderer Sicherungsstand hat den Inhalt vollständig, und die Quelle hat sich seither geändert',
  ),
  pair(
    'no other snapshot holds its content whole, and the source can’t be read',
    'kein anderer Sicherungsstand hat den Inhalt vollständig, und die Quelle ist nicht zu lesen',
  ),
  pair(
    'no other snapshot holds its content whole, and it is not at the source any more',
    'kein anderer Sicherungsstand hat den Inhalt vollständig, und an der Quelle ist es nicht mehr',
  ),
  pair('{why}, and nothing else tells what it said', '{why}, und nichts anderes sagt, was darin stand'),
  pair('{why}, and it can’t be made again as it was', '{why}, und es lässt sich nicht wieder so herstellen'),
  pair('there is not enough space for it', 'dafür ist nicht genug Platz'),
  pair('the system does not permit it', 'das System lässt es nicht zu'),
  pair('the folder it belongs in is not there', 'der Ordner, in den es gehört, ist nicht da'),
  pair('no other snapshot has it', 'kein anderer Sicherungsstand hat es'),
  pair('it can’t be linked from another snapshot', 'es lässt sich nicht aus einem anderen Sicherungsstand verknüpfen'),
];
