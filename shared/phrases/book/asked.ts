import { pair } from '../pair.ts';

/** Why something that is asked for can't be: of plans, folders, schedules, channels, and what is typed into forms. */
export const asked = [
  // Fields of an input, as their schema judges them.
  pair('The input is missing.', 'Die Eingabe fehlt.'),
  pair('“{field}” is missing.', '„{field}“ fehlt.'),
  pair('“{field}” must be a text.', '„{field}“ muss ein Text sein.'),
  pair('“{field}” must be a number.', '„{field}“ muss eine Zahl sein.'),
  pair('“{field}” must be a whole number.', '„{field}“ muss eine ganze Zahl sein.'),
  pair('“{field}” must be true or false.', '„{field}“ muss wahr oder falsch sein.'),
  pair('“{field}” must be a list.', '„{field}“ muss eine Liste sein.'),
  pair('“{field}” must be an object.', '„{field}“ muss ein Objekt sein.'),
  pair('“{field}” must not be empty.', '„{field}“ darf nicht leer sein.'),
  pair('“{field}” must hold at least one.', '„{field}“ braucht mindestens einen Eintrag.'),
  pair('“{field}” must hold at least {count}.', '„{field}“ braucht mindestens {count} Einträge.'),
  pair('“{field}” must have at least {count} characters.', '„{field}“ muss mindestens {count} Zeichen haben.'),
  pair('“{field}” must be at most {count} characters long.', '„{field}“ darf höchstens {count} Zeichen lang sein.'),
  pair('“{field}” must be at least {count}.', '„{field}“ muss mindestens {count} sein.'),
  pair('“{field}” must be at most {count}.', '„{field}“ darf höchstens {count} sein.'),
  pair('“{field}” must be one of {values}.', '„{field}“ muss eines von {values} sein.'),
  pair('“{field}” is not right: {why}.', '„{field}“ stimmt nicht: {why}.'),
  pair('It must be one line without control characters.', 'Es muss eine Zeile ohne Steuerzeichen sein.'),
  pair('It is no address, such as ann@example.org.', 'Das ist keine Adresse wie anna@example.org.'),
  pair(
    'It is no address of a server, such as https://example.org/hook.',
    'Das ist keine Adresse eines Servers wie https://example.org/hook.',
  ),
  pair('It is no time zone, such as Europe/Berlin.', 'Das ist keine Zeitzone wie Europe/Berlin.'),
  pair('A time is given as 03:00.', 'Eine Uhrzeit wird als 03:00 angegeben.'),
  pair('A command is missing.', 'Ein Befehl fehlt.'),
  pair('A command holds no null characters.', 'Ein Befehl enthält keine Nullzeichen.'),
  pair(
    'That page marker is not one of this list. Begin again.',
    'Diese Seitenmarke gehört nicht zu dieser Liste. Beginnen Sie von vorn.',
  ),
  pair('“{cursor}” is not where a page ended.', '„{cursor}“ ist nicht das Ende einer Seite.'),
  pair(
    'The request could not be read: it is malformed or larger than 16 MB.',
    'Die Anfrage war nicht zu lesen: Sie ist fehlerhaft oder größer als 16 MB.',
  ),

  // Plans and their folders.
  pair(
    'A plan needs something to back up: a folder or a database.',
    'Ein Plan braucht etwas zu sichern: einen Ordner oder eine Datenbank.',
  ),
  pair(
    'A plan’s name must be one line without control characters.',
    'Der Name eines Plans muss eine Zeile ohne Steuerzeichen sein.',
  ),
  pair('The folder {folder} is given twice.', 'Der Ordner {folder} ist doppelt angegeben.'),
  pair(
    'The folder {folder} lies inside {outer}, which is in the plan already. Leave one of them out.',
    'Der Ordner {folder} liegt in {outer}, der schon im Plan ist. Lassen Sie einen von beiden weg.',
  ),
  pair(
    'There is nothing to back up in {folders} but the repository itself. Choose other folders.',
    'In {folders} ist nichts zu sichern außer dem Repository selbst. Wählen Sie andere Ordner.',
  ),
  pair(
    '“{folder}” is not an absolute path. Give the folder from the top: /…',
    '„{folder}“ ist kein absoluter Pfad. Geben Sie den Ordner von oben an: /…',
  ),
  pair(
    '{folder} is a file. Give the folder that holds it.',
    '{folder} ist eine Datei. Geben Sie den Ordner an, in dem sie liegt.',
  ),
  pair(
    'The name of {folder} is not UTF-8. Give the folder above it.',
    'Der Name von {folder} ist nicht UTF-8. Geben Sie den Ordner darüber an.',
  ),
  pair('There is no folder {folder}.', 'Es gibt keinen Ordner {folder}.'),
  pair('The folder {folder} is not yours to read.', 'Den Ordner {folder} dürfen Sie nicht lesen.'),
  pair("The folder {folder} can't be read ({code}).", 'Der Ordner {folder} ist nicht zu lesen ({code}).'),
  pair("{folder} can't be read ({code}).", '{folder} ist nicht zu lesen ({code}).'),
  pair('{file} can’t be read ({message}).', '{file} ist nicht zu lesen ({message}).'),
  pair('{folder} is not a folder.', '{folder} ist kein Ordner.'),
  pair('“{path}” is not an absolute path.', '„{path}“ ist kein absoluter Pfad.'),
  pair(
    '“{plan}” is not backed up to {path}. Add that repository to the plan first.',
    '„{plan}“ wird nicht nach {path} gesichert. Fügen Sie dieses Repository zuerst dem Plan hinzu.',
  ),
  pair('The pattern “{pattern}” {why}', 'Das Muster „{pattern}“ {why}'),
  pair('holds a zero byte, which no name can.', 'enthält ein Nullbyte, das in keinem Namen vorkommen kann.'),
  pair(
    'begins with “#”, which makes it a comment. For names that begin so write “\\#”.',
    'beginnt mit „#“ und ist damit ein Kommentar. Für Namen, die so beginnen, schreiben Sie „\\#“.',
  ),
  pair('is empty, so it matches nothing.', 'ist leer und trifft darum nichts.'),
  pair('matches nothing: it names no file or folder.', 'trifft nichts: Es nennt weder Datei noch Ordner.'),
  pair(
    'ends with a lone “\\”. For a name that ends so write “\\\\”.',
    'endet mit einem einzelnen „\\“. Für einen Namen, der so endet, schreiben Sie „\\\\“.',
  ),
  pair(
    'has a “[” without its “]”. For a name with “[” write “\\[”.',
    'hat ein „[“ ohne sein „]“. Für einen Namen mit „[“ schreiben Sie „\\[“.',
  ),

  // Why something is left out, in a preview.
  pair('the repository itself', 'das Repository selbst'),
  pair('another file system', 'ein anderes Dateisystem'),
  pair('larger than {size}', 'größer als {size}'),
  pair('larger than {count} bytes', 'größer als {count} Bytes'),
  pair('folder with {file}', 'Ordner mit {file}'),

  // What a plan has: servers, schedules, commands, what it keeps.
  pair(
    'This plan has no database server with the id {id}.',
    'Dieser Plan hat keinen Datenbankserver mit der Kennung {id}.',
  ),
  pair('The password for “{label}” must be one line.', 'Das Passwort für „{label}“ muss eine Zeile sein.'),
  pair(
    'Two database servers are labelled “{label}”. Give one of them another label.',
    'Zwei Datenbankserver heißen „{label}“. Geben Sie einem von ihnen einen anderen Namen.',
  ),
  pair('The database server “{label}” is given twice.', 'Der Datenbankserver „{label}“ ist doppelt angegeben.'),
  pair(
    'What is said of the database server “{label}” must be without control characters.',
    'Die Angaben zum Datenbankserver „{label}“ dürfen keine Steuerzeichen enthalten.',
  ),
  pair('This plan has no schedule with the id {id}.', 'Dieser Plan hat keinen Zeitplan mit der Kennung {id}.'),
  pair(
    'A schedule is to back up files alone, and the plan has none.',
    'Ein Zeitplan soll nur Dateien sichern, und der Plan hat keine.',
  ),
  pair(
    'A schedule is to back up databases alone, and the plan has none.',
    'Ein Zeitplan soll nur Datenbanken sichern, und der Plan hat keine.',
  ),
  pair('The end of the pause is over already.', 'Das Ende der Pause ist schon vorbei.'),
  pair('A command of the plan is given twice.', 'Ein Befehl des Plans ist doppelt angegeben.'),
  pair('This plan has no command with the id {id}.', 'Dieser Plan hat keinen Befehl mit der Kennung {id}.'),
  pair(
    'Only a command before a backup can stop it. Leave that out, or run the command before.',
    'Nur ein Befehl vor der Sicherung kann sie aufhalten. Lassen Sie das weg, oder führen Sie den Befehl vorher aus.',
  ),
  pair(
    'This policy keeps nothing. Say what to keep, for example last=3,daily=7,weekly=4, or “all”.',
    'Diese Aufbewahrung behält nichts. Geben Sie an, was bleiben soll.',
  ),
  pair('It keeps nothing.', 'Sie behält nichts.'),
  pair('it keeps nothing.', 'Es bleibt nichts.'),
  pair(
    'It keeps fewer snapshots than are made in a day: it reaches back an hour only.',
    'Sie behält weniger Sicherungsstände, als an einem Tag entstehen: Sie reicht nur eine Stunde zurück.',
  ),
  pair(
    'It keeps fewer snapshots than are made in a day: it reaches back {count} hours only.',
    'Sie behält weniger Sicherungsstände, als an einem Tag entstehen: Sie reicht nur {count} Stunden zurück.',
  ),
  pair(
    'it keeps fewer snapshots than are made in a day: it reaches back an hour only.',
    'Es bleiben weniger Sicherungsstände, als an einem Tag entstehen; sie reichen nur eine Stunde zurück.',
  ),
  pair(
    'it keeps fewer snapshots than are made in a day: it reaches back {count} hours only.',
    'Es bleiben weniger Sicherungsstände, als an einem Tag entstehen; sie reichen nur {count} Stunden zurück.',
  ),
  pair(
    'It reaches back a day only: what is lost and not noticed within that time can’t be got back.',
    'Sie reicht nur einen Tag zurück: Was verloren geht und in dieser Zeit nicht auffällt, ist nicht zurückzuholen.',
  ),
  pair(
    'It reaches back {count} days only: what is lost and not noticed within that time can’t be got back.',
    'Sie reicht nur {count} Tage zurück: Was verloren geht und in dieser Zeit nicht auffällt, ist nicht zurückzuholen.',
  ),
  pair(
    'it reaches back a day only: what is lost and not noticed within that time can’t be got back.',
    'Das reicht nur einen Tag zurück; was verloren geht und in dieser Zeit nicht auffällt, ist nicht zurückzuholen.',
  ),
  pair(
    'it reaches back {count} days only: what is lost and not noticed within that time can’t be got back.',
    'Das reicht nur {count} Tage zurück; was verloren geht und in dieser Zeit nicht auffällt, ist nicht zurückzuholen.',
  ),
  pair('What is made every hour: {why}', 'Was jede Stunde entsteht: {why}'),
  pair('What is made every day at {at}: {why}', 'Was jeden Tag um {at} entsteht: {why}'),
  pair('What is made {often}: {why}', 'Was nach einem eigenen Zeitplan entsteht ({often}): {why}'),

  // Cron expressions.
  pair(
    'A cron expression has five fields: minute, hour, day of the month, month, weekday.',
    'Ein cron-Ausdruck hat fünf Felder: Minute, Stunde, Tag des Monats, Monat, Wochentag.',
  ),
  pair(
    '“{expression}” never comes due: no month has such a day.',
    '„{expression}“ wird nie fällig: Kein Monat hat so einen Tag.',
  ),
  pair('“{part}” is no {field} that cron knows.', '„{part}“ versteht cron an dieser Stelle nicht ({field}).'),
  pair('The step of “{part}” must be 1 or more.', 'Der Schritt von „{part}“ muss 1 oder mehr sein.'),
  pair('“{part}” ends before it begins.', '„{part}“ endet, bevor es beginnt.'),
  pair(
    '“{text}” is no {field}: it must be between {count1} and {count2}.',
    '„{text}“ passt hier nicht ({field}): Es muss zwischen {count1} und {count2} liegen.',
  ),

  // Channels.
  pair(
    'There are {count} channels already. Remove one first.',
    'Es gibt schon {count} Kanäle. Entfernen Sie zuerst einen.',
  ),
  pair(
    'There is a channel named “{name}” already. Choose another name, or change that one.',
    'Es gibt schon einen Kanal namens „{name}“. Wählen Sie einen anderen Namen, oder ändern Sie jenen.',
  ),
  pair(
    'The kind of a channel can’t be changed. Add another one.',
    'Die Art eines Kanals lässt sich nicht ändern. Fügen Sie einen anderen hinzu.',
  ),
  pair(
    'There is a channel for the desktop already. Change that one.',
    'Es gibt schon einen Kanal für den Desktop. Ändern Sie jenen.',
  ),
  pair('Where it posts to is missing: give its address.', 'Wohin gesendet wird, fehlt: Geben Sie die Adresse an.'),
  pair(
    'The address of an ntfy topic ends with the topic, such as https://ntfy.sh/my-backups.',
    'Die Adresse eines ntfy-Themas endet mit dem Thema, etwa https://ntfy.sh/meine-backups.',
  ),

  // Parts of plans to back up.
  pair(
    '“{plan}” has no folders. Add one with “holdfast plan edit {option}”, or back up the plan as a whole.',
    '„{plan}“ hat keine Ordner. Fügen Sie einen hinzu („holdfast plan edit {option}“), oder sichern Sie den ganzen Plan.',
  ),
  pair(
    '“{plan}” has no databases. Add one with “holdfast plan edit {option}”, or back up the plan as a whole.',
    '„{plan}“ hat keine Datenbanken. Fügen Sie eine hinzu („holdfast plan edit {option}“), oder sichern Sie den ganzen Plan.',
  ),
];
