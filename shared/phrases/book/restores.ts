import { pair } from '../pair.ts';

/** Of restores of files, their dry runs, safety copies and undoing. */
export const restores = [
  pair('That dry run is gone. Make it again.', 'Diesen Probelauf gibt es nicht mehr. Machen Sie ihn neu.'),
  pair('It is still going on.', 'Sie ist noch im Gang.'),
  pair('It has been undone.', 'Sie wurde rückgängig gemacht.'),
  pair(
    'It was made without a safety copy of what it changed.',
    'Von dem, was sie geändert hat, wurde keine Sicherheitskopie gemacht.',
  ),
  pair(
    'The safety copy of what it changed has been deleted.',
    'Die Sicherheitskopie dessen, was sie geändert hat, ist gelöscht.',
  ),
  pair('It is done.', 'Sie ist fertig.'),
  pair('It ended before it touched anything.', 'Sie endete, bevor sie etwas angerührt hat.'),
  pair('It changed nothing.', 'Sie hat nichts geändert.'),
  pair(
    'What it did is noted for 30 days only, and these are over.',
    'Was sie getan hat, ist nur 30 Tage lang verzeichnet, und die sind vorbei.',
  ),
  pair('what it did is not noted any more', 'was sie getan hat, ist nicht mehr verzeichnet'),

  // Orders.
  pair(
    'Exactly like the snapshot means all of it, in its place: that does not go with a filter, a suffix, or keeping what is there.',
    'Genau wie der Sicherungsstand heißt: alles, an seinem Ort. Das passt nicht zu einem Filter, einem Namenszusatz oder dazu, Vorhandenes zu behalten.',
  ),
  pair(
    'A suffix is for what is put beside its original, not for another folder.',
    'Ein Namenszusatz ist für das, was neben sein Original kommt, nicht für einen anderen Ordner.',
  ),
  pair(
    'Say which files or folders are to be put beside their originals.',
    'Geben Sie an, welche Dateien oder Ordner neben ihre Originale kommen sollen.',
  ),
  pair(
    'With a suffix nothing is in the way, so there is nothing to keep.',
    'Mit einem Namenszusatz ist nichts im Weg, es gibt also nichts zu behalten.',
  ),
  pair(
    'The suffix is empty, so that it would not tell the two apart.',
    'Der Namenszusatz ist leer und würde die beiden nicht unterscheiden.',
  ),
  pair(
    'A suffix can’t hold a slash: it is part of a name.',
    'Ein Namenszusatz darf keinen Schrägstrich enthalten: Er ist Teil eines Namens.',
  ),
  pair('The suffix is longer than {count} bytes.', 'Der Namenszusatz ist länger als {count} Bytes.'),
  pair(
    '{snapshot} is a safety copy: it holds only what a restore was about to change, so nothing can be made exactly like it.',
    '{snapshot} ist eine Sicherheitskopie: Sie enthält nur, was eine Wiederherstellung ändern wollte; nichts kann genau so gemacht werden wie sie.',
  ),
  pair(
    '{folder} has a name that is not UTF-8. Restore into another folder, or in place.',
    '{folder} hat einen Namen, der nicht UTF-8 ist. Stellen Sie in einen anderen Ordner wieder her, oder am Ort.',
  ),
  pair(
    '{folder} is not a folder, so nothing can be restored into it.',
    '{folder} ist kein Ordner, darum lässt sich nichts dorthin wiederherstellen.',
  ),
  pair(
    '{one} and {other} would both become {target}. Restore them one after the other.',
    '{one} und {other} würden beide zu {target}. Stellen Sie sie nacheinander wieder her.',
  ),

  // What will be lost.
  pair('This restore {why} and {whyLast}.', 'Diese Wiederherstellung {why} und {whyLast}.'),
  pair('This restore {why}, {whyNext} and {whyLast}.', 'Diese Wiederherstellung {why}, {whyNext} und {whyLast}.'),
  pair('This restore {why}.', 'Diese Wiederherstellung {why}.'),
  pair('This undo {why} and {whyLast}.', 'Das Rückgängigmachen {why} und {whyLast}.'),
  pair('This undo {why}, {whyNext} and {whyLast}.', 'Das Rückgängigmachen {why}, {whyNext} und {whyLast}.'),
  pair('This undo {why}.', 'Das Rückgängigmachen {why}.'),
  pair(
    'overwrites 1 entry modified later than the snapshot’s',
    'überschreibt 1 Eintrag, der neuer ist als im Sicherungsstand',
  ),
  pair(
    'overwrites {count} entries modified later than the snapshot’s',
    'überschreibt {count} Einträge, die neuer sind als im Sicherungsstand',
  ),
  pair(
    'overwrites 1 entry changed after the restore',
    'überschreibt 1 Eintrag, der seit der Wiederherstellung geändert wurde',
  ),
  pair(
    'overwrites {count} entries changed after the restore',
    'überschreibt {count} Einträge, die seit der Wiederherstellung geändert wurden',
  ),
  pair('replaces 1 entry with what the snapshot holds', 'ersetzt 1 Eintrag durch den des Sicherungsstands'),
  pair(
    'replaces {count} entries with what the snapshot holds',
    'ersetzt {count} Einträge durch die des Sicherungsstands',
  ),
  pair(
    'replaces 1 entry with what was there before the restore',
    'ersetzt 1 Eintrag durch den von vor der Wiederherstellung',
  ),
  pair(
    'replaces {count} entries with what was there before the restore',
    'ersetzt {count} Einträge durch die von vor der Wiederherstellung',
  ),
  pair('deletes 1 entry that the snapshot does not hold', 'löscht 1 Eintrag, den der Sicherungsstand nicht hat'),
  pair(
    'deletes {count} entries that the snapshot does not hold',
    'löscht {count} Einträge, die der Sicherungsstand nicht hat',
  ),
  pair('deletes 1 entry that the restore made', 'löscht 1 Eintrag, den die Wiederherstellung gemacht hat'),
  pair(
    'deletes {count} entries that the restore made',
    'löscht {count} Einträge, die die Wiederherstellung gemacht hat',
  ),

  // What was left out, and why.
  pair('{path} was not restored: {why}.', '{path} wurde nicht wiederhergestellt: {why}.'),
  pair(
    'The snapshot’s copy for {path} is damaged: {why}. It was left out.',
    'Die Kopie von {path} im Sicherungsstand ist beschädigt: {why}. Sie wurde ausgelassen.',
  ),
  pair(
    '{why}; what was to be done below it (one entry) was not done either',
    '{why}; was darunter zu tun war (ein Eintrag), unterblieb auch',
  ),
  pair(
    '{why}; what was to be done below it ({count} entries) was not done either',
    '{why}; was darunter zu tun war ({count} Einträge), unterblieb auch',
  ),
  pair(
    '{path} was left as it is: it changed after the restore.',
    '{path} blieb, wie es ist: Es wurde nach der Wiederherstellung geändert.',
  ),
  pair('it changed after the restore', 'nach der Wiederherstellung geändert'),
  pair(
    'it changed after the restore was cut off and was left as it is',
    'geändert, nachdem die Wiederherstellung unterbrochen wurde, und darum belassen',
  ),
  pair(
    '{path} comes from the snapshot {snapshot}, as its copy in {other} is damaged: {why}.',
    '{path} kommt aus dem Sicherungsstand {snapshot}, weil die Kopie in {other} beschädigt ist: {why}.',
  ),
  pair('The restore stopped before its end.', 'Die Wiederherstellung endete vorzeitig.'),
  pair(
    'Each file is either the old or the new one, whole. Finish it with “holdfast restore finish {run}”, or take it back with “holdfast restore undo {again}”.',
    'Jede Datei ist ganz die alte oder ganz die neue. Bringen Sie sie mit „holdfast restore finish {run}“ zu Ende, oder nehmen Sie sie mit „holdfast restore undo {again}“ zurück.',
  ),
  pair(
    'What belonged to somebody unknown on this computer ({names}) keeps the number of its owner.',
    'Was jemandem gehörte, den dieser Rechner nicht kennt ({names}), behält die Nummer des Eigentümers.',
  ),
  pair(
    '{count} restored entry has another owner, mode or time than recorded, as only root may give all of them back (first: {path}).',
    '{count} wiederhergestellter Eintrag hat Eigentümer, Rechte oder Zeit anders als verzeichnet; alle zurückgeben darf nur root (erster: {path}).',
  ),
  pair(
    '{count} restored entries have another owner, mode or time than recorded, as only root may give all of them back (first: {path}).',
    '{count} wiederhergestellte Einträge haben Eigentümer, Rechte oder Zeit anders als verzeichnet; alle zurückgeben darf nur root (erster: {path}).',
  ),
  pair('what is there now is something else', 'was jetzt dort liegt, ist etwas anderes'),
  pair('it could not be made', 'es ließ sich nicht anlegen'),
  pair('it leads elsewhere', 'es führt woandershin'),
  pair('it was not kept as written', 'es blieb nicht so, wie es geschrieben wurde'),
  pair('a folder that is not empty is in its place', 'an seiner Stelle ist ein Ordner, der nicht leer ist'),
  pair('the folder in its place could not be read: {why}', 'der Ordner an seiner Stelle war nicht zu lesen: {why}'),
  pair('the folder in its place could not be emptied', 'der Ordner an seiner Stelle ließ sich nicht leeren'),
  pair(
    'what it holds beyond the snapshot could not be listed: {why}',
    'was er über den Sicherungsstand hinaus enthält, ließ sich nicht auflisten: {why}',
  ),
  pair(
    'its name is not UTF-8, so that it can’t be put beside what is there',
    'sein Name ist nicht UTF-8; darum kann es nicht neben das Vorhandene gelegt werden',
  ),
  pair('the folder may not be entered', 'der Ordner darf nicht betreten werden'),
  pair('something else has come to lie in its place', 'an seine Stelle ist etwas anderes gekommen'),
  pair('{link}, above it, is a link or no folder', '{link} darüber ist ein Link oder kein Ordner'),
  pair('{path} (it changed while it was being saved)', '{path} (während des Sicherns geändert)'),
  pair('{path} (it has gone meanwhile)', '{path} (inzwischen verschwunden)'),
  pair('{path} (it could not be copied)', '{path} (ließ sich nicht kopieren)'),
];
