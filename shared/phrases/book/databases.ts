import { pair } from '../pair.ts';

/** Of PostgreSQL: connections, dumps, and what test restores find. */
export const databases = [
  // The way to a server.
  pair(
    'nobody answers there. Start the server, or correct host and port.',
    'dort antwortet niemand. Starten Sie den Server, oder berichtigen Sie Rechner und Port.',
  ),
  pair(
    'no machine of that name is found. Check the name and the network.',
    'es findet sich kein Rechner dieses Namens. Prüfen Sie den Namen und das Netz.',
  ),
  pair(
    'no answer came. Check the network, and that a firewall lets this machine through.',
    'es kam keine Antwort. Prüfen Sie das Netz, und ob eine Firewall diesen Rechner durchlässt.',
  ),
  pair(
    'its socket is closed to this user. Use TCP, or run as a user who may.',
    'sein Socket ist für diesen Benutzer gesperrt. Nehmen Sie TCP, oder einen Benutzer, der darf.',
  ),
  pair(
    'Try again later, or raise max_connections.',
    'Versuchen Sie es später noch einmal, oder erhöhen Sie max_connections.',
  ),
  pair('Try again in a moment.', 'Versuchen Sie es gleich noch einmal.'),
  pair(
    'Check that the server runs and that it can be reached from here.',
    'Prüfen Sie, ob der Server läuft und von hier zu erreichen ist.',
  ),
  pair(
    'the password is wrong, or the role does not exist. Give the right one (“--ask-password”, “--database-password-file”).',
    'das Passwort ist falsch, oder die Rolle gibt es nicht. Geben Sie das richtige an („--ask-password“, „--database-password-file“).',
  ),
  pair(
    'Have the server’s administrator add one, or connect another way (TLS mode, socket).',
    'Lassen Sie die Verwaltung des Servers einen Eintrag hinzufügen, oder verbinden Sie sich anders (TLS-Modus, Socket).',
  ),
  pair(
    'through the socket it asks for a system user of that name. Use that user’s account, or TCP with a password.',
    'durch den Socket verlangt er einen Systembenutzer dieses Namens. Nehmen Sie dessen Konto, oder TCP mit einem Passwort.',
  ),
  pair('Check the role’s name and what it may do.', 'Prüfen Sie den Namen der Rolle und was sie darf.'),
  pair(
    'Switch TLS on at the server, or choose the TLS mode “disable” where the network is safe.',
    'Schalten Sie am Server TLS ein, oder wählen Sie den TLS-Modus „disable“, wo das Netz sicher ist.',
  ),
  pair(
    'Give the authority’s certificate (sslrootcert), use the name that the certificate was made for, or choose another TLS mode.',
    'Geben Sie das Zertifikat der Zertifizierungsstelle an (sslrootcert), nehmen Sie den Namen, auf den das Zertifikat lautet, oder wählen Sie einen anderen TLS-Modus.',
  ),
  pair('it said nothing', 'er hat nichts gesagt'),
  pair(
    'There is no service “{name}” in {file}, nor in the system’s pg_service.conf. Add it, or say how the server is reached.',
    'Es gibt keinen Dienst „{name}“ in {file} und keinen in der pg_service.conf des Systems. Fügen Sie ihn hinzu, oder geben Sie an, wie der Server zu erreichen ist.',
  ),
  pair(
    '{file} is not used since others may read it: chmod 600 {again}',
    '{file} wird nicht benutzt, weil andere sie lesen dürfen: chmod 600 {again}',
  ),
  pair(
    'no certificate of an authority is known here to check it with. Give its file (sslrootcert).',
    'hier ist kein Zertifikat einer Zertifizierungsstelle bekannt, um es zu prüfen. Geben Sie die Datei an (sslrootcert).',
  ),
  pair(
    'The certificate file {file} can’t be read ({message}).',
    'Die Zertifikatsdatei {file} ist nicht zu lesen ({message}).',
  ),
  pair('the server', 'der Server'),
  pair('this machine', 'dieser Rechner'),
  pair('their key (secrets.key beside it) is gone', 'ihr Schlüssel (secrets.key daneben) ist fort'),
  pair(
    'the file was changed, or its key (secrets.key) is another one',
    'die Datei wurde geändert, oder ihr Schlüssel (secrets.key) ist ein anderer',
  ),
  pair('their key can’t be read ({message})', 'ihr Schlüssel ist nicht zu lesen ({message})'),
  pair('the file makes no sense. Move it away first', 'die Datei ergibt keinen Sinn. Schieben Sie sie zuerst weg'),

  // What a test of a connection finds.
  pair(
    'There is no database “{name}” on this server. Correct the name or leave it out.',
    'Auf diesem Server gibt es keine Datenbank „{name}“. Berichtigen Sie den Namen, oder lassen Sie sie weg.',
  ),
  pair(
    'No database is chosen. Choose some by name or pattern, or all with “*”.',
    'Es ist keine Datenbank gewählt. Wählen Sie welche nach Namen oder Muster, oder alle mit „*“.',
  ),
  pair(
    'The role may not connect to {names}. Grant it CONNECT there, or exclude it.',
    'Die Rolle darf sich nicht mit {names} verbinden. Gewähren Sie ihr dort CONNECT, oder schließen Sie die Datenbank aus.',
  ),
  pair(
    'The role may not connect to {names}. Grant it CONNECT there, or exclude them.',
    'Die Rolle darf sich nicht mit {names} verbinden. Gewähren Sie ihr dort CONNECT, oder schließen Sie die Datenbanken aus.',
  ),
  pair(
    'The role may not read password hashes, so roles can’t be dumped with them. Use a superuser, or keep roles without passwords.',
    'Die Rolle darf keine Passwort-Hashes lesen, darum lassen sich Rollen nicht mit Passwörtern sichern. Nehmen Sie einen Superuser, oder sichern Sie Rollen ohne Passwörter.',
  ),
  pair(
    'This is a standby: it may end long dumps in favour of replication. Set max_standby_streaming_delay high enough there, or dump the primary.',
    'Das ist ein Standby: Er kann lange Dumps zugunsten der Replikation beenden. Setzen Sie dort max_standby_streaming_delay hoch genug, oder sichern Sie den Primärserver.',
  ),
  pair(
    'PostgreSQL {version} gets no fixes any more. Update the server.',
    'PostgreSQL {version} bekommt keine Korrekturen mehr. Aktualisieren Sie den Server.',
  ),
  pair(
    'The connection is not encrypted, so everybody on the way can read the data. Choose the TLS mode “require”, or better “verify-full”.',
    'Die Verbindung ist nicht verschlüsselt, jeder auf dem Weg kann die Daten mitlesen. Wählen Sie den TLS-Modus „require“, besser „verify-full“.',
  ),
  pair(
    'No pg_dump of version {major} or newer is installed, so nothing can be backed up. Install it with: {install}',
    'Es ist kein pg_dump in Version {major} oder neuer installiert, darum lässt sich nichts sichern. Installieren Sie es mit: {install}',
  ),
  pair(
    'Test restores need PostgreSQL’s server programs in version {major} or newer. Install them with: {install} – or let test restores use a temporary database of the server.',
    'Testwiederherstellungen brauchen die Serverprogramme von PostgreSQL in Version {major} oder neuer. Installieren Sie sie mit: {install} – oder lassen Sie Testwiederherstellungen eine vorübergehende Datenbank des Servers benutzen.',
  ),
  pair(
    'Test restores would use a temporary database of the server, but the role may not create one. Grant it CREATEDB (ALTER ROLE … CREATEDB).',
    'Testwiederherstellungen würden eine vorübergehende Datenbank des Servers benutzen, aber die Rolle darf keine anlegen. Gewähren Sie ihr CREATEDB (ALTER ROLE … CREATEDB).',
  ),
  pair('the server does not know the role that it let in', 'der Server kennt die Rolle nicht, die er eingelassen hat'),

  // Dumps.
  pair('tables are made and dropped all the time', 'ständig werden Tabellen angelegt und gelöscht'),
  pair(
    'it can’t hold so many tables at once; raise max_locks_per_transaction in its settings and restart it',
    'er kann nicht so viele Tabellen auf einmal halten; erhöhen Sie max_locks_per_transaction in seinen Einstellungen, und starten Sie ihn neu',
  ),
  pair('the table {table}, by {who}', 'die Tabelle {table}, durch {who}'),
  pair('it has no right to read {names} and {count} more', 'sie darf {names} und {count} weitere nicht lesen'),
  pair('it has no right to read {names}', 'sie darf {names} nicht lesen'),
  pair('it has no right to read the sequences {names}', 'sie darf die Sequenzen {names} nicht lesen'),
  pair('policies apply to {names}', 'Richtlinien gelten für {names}'),
  pair(
    'it has no right to read all large objects (GRANT SELECT ON LARGE OBJECT, or the role that owns them)',
    'sie darf nicht alle Large Objects lesen (GRANT SELECT ON LARGE OBJECT, oder die Rolle, der sie gehören)',
  ),
  pair('it is empty', 'er ist leer'),
  pair('the table {table} is not in its list', 'die Tabelle {table} ist nicht in seiner Liste'),
  pair('the rows of {table} are not in its list', 'die Zeilen von {table} sind nicht in seiner Liste'),
  pair('it lists what was not counted ({what})', 'er führt auf, was nicht gezählt wurde ({what})'),
  pair('roles and tablespaces', 'Rollen und Tablespaces'),
  pair('its end is missing', 'sein Ende fehlt'),
  pair(
    'password hashes of roles are for superusers alone; let roles be kept without them (--globals without-passwords)',
    'Passwort-Hashes von Rollen dürfen nur Superuser lesen; sichern Sie Rollen ohne sie (--globals without-passwords)',
  ),
  pair(
    'Several plans have a database “{database}”: {names}. Say which one is meant.',
    'Mehrere Pläne haben eine Datenbank „{database}“: {names}. Geben Sie an, welche gemeint ist.',
  ),
  pair(
    'Several servers have a database “{database}”: {names}. Say which one is meant.',
    'Mehrere Server haben eine Datenbank „{database}“: {names}. Geben Sie an, welche gemeint ist.',
  ),

  pair(
    'the table {table} is wanted by a session that stands before it',
    'die Tabelle {table} will eine Sitzung, die vorher an der Reihe ist',
  ),
  pair('one that can’t be seen', 'eine, die nicht zu sehen ist'),
  pair('this computer, port {port}', 'dieser Rechner, Port {port}'),

  // Test restores.
  pair('it was not made', 'sie wurde nicht angelegt'),
  pair(
    'No dump of a database is there to be tested. See “holdfast databases”.',
    'Es gibt keinen Dump einer Datenbank zu testen. Siehe „holdfast databases“.',
  ),
  pair('{database} was not tested: {why}', '{database} wurde nicht getestet: {why}'),
  pair('The dump', 'Der Dump'),
  pair('The table {table} is missing.', 'Die Tabelle {table} fehlt.'),
  pair(
    'The table {table} has {count} rows instead of {countOther}.',
    'Die Tabelle {table} hat {count} Zeilen statt {countOther}.',
  ),
  pair(
    'Rows of the table {table} are not what they were: their checksum differs.',
    'Zeilen der Tabelle {table} sind nicht, was sie waren: Ihre Prüfsumme ist eine andere.',
  ),
  pair('The sequence {name} is at {value} instead of {other}.', 'Die Sequenz {name} steht bei {value} statt {other}.'),
  pair('The sequence {name} is missing.', 'Die Sequenz {name} fehlt.'),
  pair('There are {count} large objects instead of {countOther}.', 'Es gibt {count} Large Objects statt {countOther}.'),
  pair(
    'Large objects are not what they were: their checksum differs.',
    'Large Objects sind nicht, was sie waren: Ihre Prüfsumme ist eine andere.',
  ),
  pair('There are {count} schemas instead of {countOther}.', 'Es gibt {count} Schemas statt {countOther}.'),
  pair('There are {count} views instead of {countOther}.', 'Es gibt {count} Sichten statt {countOther}.'),
  pair(
    'There are {count} materialised views instead of {countOther}.',
    'Es gibt {count} materialisierte Sichten statt {countOther}.',
  ),
  pair('There are {count} functions instead of {countOther}.', 'Es gibt {count} Funktionen statt {countOther}.'),
  pair('There are {count} types instead of {countOther}.', 'Es gibt {count} Typen statt {countOther}.'),
  pair('There are {count} indexes instead of {countOther}.', 'Es gibt {count} Indizes statt {countOther}.'),
  pair('There are {count} constraints instead of {countOther}.', 'Es gibt {count} Constraints statt {countOther}.'),
  pair('There are {count} foreign keys instead of {countOther}.', 'Es gibt {count} Fremdschlüssel statt {countOther}.'),
  pair('There are {count} triggers instead of {countOther}.', 'Es gibt {count} Trigger statt {countOther}.'),
  pair('There are {count} rules instead of {countOther}.', 'Es gibt {count} Regeln statt {countOther}.'),
  pair('There are {count} policies instead of {countOther}.', 'Es gibt {count} Richtlinien statt {countOther}.'),
  pair(
    'There are {count} extended statistics instead of {countOther}.',
    'Es gibt {count} erweiterte Statistiken statt {countOther}.',
  ),
  pair(
    'What was restored can’t be compared: {message}.',
    'Was wiederhergestellt wurde, lässt sich nicht vergleichen: {message}.',
  ),
  pair(
    'The extension {name} can’t be had on {server} ({message}): what needs it was not tested.',
    'Die Erweiterung {name} gibt es auf {server} nicht ({message}): Was sie braucht, wurde nicht getestet.',
  ),
  pair(
    'Objects that need a missing extension were not tested: {count}; tables among them: {names}.',
    'Objekte, die eine fehlende Erweiterung brauchen, wurden nicht getestet: {count}; darunter Tabellen: {names}.',
  ),
  pair(
    'Objects that need a missing extension were not tested: {count}.',
    'Objekte, die eine fehlende Erweiterung brauchen, wurden nicht getestet: {count}.',
  ),
  pair(
    '{object} needs something that was left out of the dump: {message}.',
    '{object} braucht etwas, das im Dump ausgelassen wurde: {message}.',
  ),
  pair(
    '{object} needs rows that were left out of the dump: {message}',
    '{object} braucht Zeilen, die im Dump ausgelassen wurden: {message}',
  ),
  pair(
    '{object} could not be tested on the server with this role: {message}.',
    '{object} ließ sich mit dieser Rolle auf dem Server nicht testen: {message}.',
  ),
  pair(
    '{object}: {message}, which is the server’s own in other versions.',
    '{object}: {message}; in anderen Versionen gehört das zum Server selbst.',
  ),
  pair('{object} can’t be restored: {message}', '{object} lässt sich nicht wiederherstellen: {message}'),
  pair(
    'The database was made with the locale C, as {server} lacks its own: {message}.',
    'Die Datenbank wurde mit dem Gebietsschema C angelegt, weil {server} ihres nicht hat: {message}.',
  ),
  pair('The file {file} of the dump is damaged: {why}.', 'Die Datei {file} des Dumps ist beschädigt: {why}.'),
  pair(
    'What the database held can’t be read any more: its counts file is damaged.',
    'Was die Datenbank enthielt, ist nicht mehr zu lesen: Die Datei mit den Zählungen ist beschädigt.',
  ),
  pair(
    '1 row of {table} leads to no row of {other} (foreign key {key}).',
    '1 Zeile von {table} führt zu keiner Zeile von {other} (Fremdschlüssel {key}).',
  ),
  pair(
    '{count} rows of {table} lead to no row of {other} (foreign key {key}).',
    '{count} Zeilen von {table} führen zu keiner Zeile von {other} (Fremdschlüssel {key}).',
  ),
  pair(
    '1 row of {table} leads to no row of {other}: the foreign key {key} is NOT VALID on the server too.',
    '1 Zeile von {table} führt zu keiner Zeile von {other}: Der Fremdschlüssel {key} ist auch auf dem Server NOT VALID.',
  ),
  pair(
    '{count} rows of {table} lead to no row of {other}: the foreign key {key} is NOT VALID on the server too.',
    '{count} Zeilen von {table} führen zu keiner Zeile von {other}: Der Fremdschlüssel {key} ist auch auf dem Server NOT VALID.',
  ),
  pair('The index {name} can’t be used: {why}.', 'Der Index {name} ist nicht zu benutzen: {why}.'),
  pair('it is not valid', 'er ist nicht gültig'),
  pair(
    'The constraint {name} of {table} is NOT VALID, as on the server.',
    'Der Constraint {name} von {table} ist NOT VALID, wie auf dem Server.',
  ),
  pair('pg_restore ended with {end}: {message}', 'pg_restore endete mit {end}: {message}'),
  pair(
    'no folder for temporary files can be used; set TMPDIR to one that every user may pass through',
    'kein Ordner für vorübergehende Dateien ist zu benutzen; setzen Sie TMPDIR auf einen, durch den jeder Benutzer darf',
  ),
  pair(
    'there is no user “postgres” or “nobody” on this machine, and PostgreSQL does not run as root',
    'auf diesem Rechner gibt es keinen Benutzer „postgres“ oder „nobody“, und PostgreSQL läuft nicht als root',
  ),
  pair('{program} ended with {code}: {message}', '{program} endete mit {code}: {message}'),
];
