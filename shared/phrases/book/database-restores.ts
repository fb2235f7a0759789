import { pair } from '../pair.ts';

/** Of restores of databases. */
export const databaseRestores = [
  // What is in the way.
  pair(
    '{server} is a standby, which can only be read: restore to its primary.',
    '{server} ist ein Standby und nur lesbar: Stellen Sie auf dem Primärserver wieder her.',
  ),
  pair(
    'The role {user} may not create databases, and a restore makes the new one beside the old: ALTER ROLE {again} CREATEDB, or use another role.',
    'Die Rolle {user} darf keine Datenbanken anlegen, und eine Wiederherstellung macht die neue neben der alten: ALTER ROLE {again} CREATEDB, oder nehmen Sie eine andere Rolle.',
  ),
  pair(
    'There is no database {target} on {server}. To make it, say so (--create).',
    'Auf {server} gibt es keine Datenbank {target}. Soll sie angelegt werden, geben Sie das an (--create).',
  ),
  pair(
    'There is a database {target} on {server} already. Choose another name, or replace it (without --create).',
    'Auf {server} gibt es schon eine Datenbank {target}. Wählen Sie einen anderen Namen, oder ersetzen Sie sie (ohne --create).',
  ),
  pair(
    '{target} is a template, from which databases are made. Restore under another name (--create).',
    '{target} ist eine Vorlage, aus der Datenbanken entstehen. Stellen Sie unter einem anderen Namen wieder her (--create).',
  ),
  pair(
    'The database {target} belongs to {owner}, and {user} is no member of that role: restore as its owner or a superuser.',
    'Die Datenbank {target} gehört {owner}, und {user} ist nicht Mitglied dieser Rolle: Stellen Sie als Eigentümer oder Superuser wieder her.',
  ),
  pair('The database {target} can’t be replaced.', 'Die Datenbank {target} lässt sich nicht ersetzen.'),
  pair(
    'Logical replication slots belong to it ({slots}): drop them first, and make them again afterwards.',
    'Zu ihr gehören logische Replikationsslots ({slots}): Entfernen Sie sie vorher, und legen Sie sie danach neu an.',
  ),
  pair(
    'It subscribes to another server: drop the subscription first.',
    'Sie abonniert einen anderen Server: Entfernen Sie zuerst das Abonnement.',
  ),
  pair(
    'It has prepared transactions: commit them or roll them back first (pg_prepared_xacts).',
    'Sie hat vorbereitete Transaktionen: Schließen Sie diese zuerst ab, oder nehmen Sie sie zurück (pg_prepared_xacts).',
  ),
  pair(
    'The dump of {database} holds nothing that fits {patterns}.',
    'Der Dump von {database} enthält nichts, worauf {patterns} passt.',
  ),
  pair(
    'In the database {target} other things depend on what is chosen: {names}. Choose these as well, drop them first, or restore into a new database (--create) and copy from there.',
    'In der Datenbank {target} hängt anderes von dem ab, was gewählt ist: {names}. Wählen Sie auch das, entfernen Sie es zuerst, oder stellen Sie in eine neue Datenbank wieder her (--create), und kopieren Sie von dort.',
  ),
  pair(
    'The role {name} is not on {server}: give other roles to --map-owner.',
    'Die Rolle {name} gibt es auf {server} nicht: Geben Sie --map-owner andere Rollen an.',
  ),
  pair(
    'The roles {names} are not on {server}: give other roles to --map-owner.',
    'Die Rollen {names} gibt es auf {server} nicht: Geben Sie --map-owner andere Rollen an.',
  ),
  pair(
    'The role {name} is not on {server}: have them made (--globals), give their things to others (--map-owner ROLE=OTHER), or all to {user} (--no-owner).',
    'Die Rolle {name} gibt es auf {server} nicht: Lassen Sie sie anlegen (--globals), geben Sie ihren Besitz anderen (--map-owner ROLE=OTHER), oder alles {user} (--no-owner).',
  ),
  pair(
    'The roles {names} are not on {server}: have them made (--globals), give their things to others (--map-owner ROLE=OTHER), or all to {user} (--no-owner).',
    'Die Rollen {names} gibt es auf {server} nicht: Lassen Sie sie anlegen (--globals), geben Sie ihren Besitz anderen (--map-owner ROLE=OTHER), oder alles {user} (--no-owner).',
  ),
  pair(
    '{user} may not give things to {names}: restore as a superuser, or keep all for {again} (--no-owner).',
    '{user} darf {names} nichts übergeben: Stellen Sie als Superuser wieder her, oder lassen Sie alles {again} gehören (--no-owner).',
  ),
  pair(
    'The extension {name} is not installed on {server}: install the package that brings it there (often postgresql-contrib), then restore again.',
    'Die Erweiterung {name} ist auf {server} nicht installiert: Installieren Sie dort das Paket, das sie enthält (oft postgresql-contrib), und stellen Sie dann noch einmal wieder her.',
  ),
  pair(
    'The extensions {names} are not installed on {server}: install the packages that bring them there (often postgresql-contrib), then restore again.',
    'Die Erweiterungen {names} sind auf {server} nicht installiert: Installieren Sie dort die Pakete, die sie enthalten (oft postgresql-contrib), und stellen Sie dann noch einmal wieder her.',
  ),
  pair(
    'There is no database {target} on {server} any more.',
    'Die Datenbank {target} gibt es auf {server} nicht mehr.',
  ),
  pair(
    'The snapshot holds “{database}” of several servers: {names}. Say which (--source LABEL).',
    'Der Sicherungsstand enthält „{database}“ von mehreren Servern: {names}. Geben Sie an, von welchem (--source LABEL).',
  ),
  pair(
    'The plan no longer has the server “{label}” that the dump is of. Say where to restore it (--to URI).',
    'Der Plan hat den Server „{label}“ nicht mehr, von dem der Dump ist. Geben Sie an, wohin wiederhergestellt werden soll (--to URI).',
  ),
  pair('The plan has no server “{label}”, only {names}.', 'Der Plan hat keinen Server „{label}“, nur {names}.'),
  pair('The plan has no server “{label}”.', 'Der Plan hat keinen Server „{label}“.'),

  // What is worth knowing.
  pair(
    'The dump is of PostgreSQL {version}, the server is the older {older}: what only newer versions have can’t be restored. Nothing is replaced unless all of it could be.',
    'Der Dump ist von PostgreSQL {version}, der Server hat das ältere {older}: Was nur neuere Versionen haben, lässt sich nicht wiederherstellen. Ersetzt wird nur, wenn alles gelingt.',
  ),
  pair(
    'The tablespace {name} is not there: all goes to the usual one.',
    'Den Tablespace {name} gibt es nicht: Alles kommt in den üblichen.',
  ),
  pair(
    'The tablespaces {names} are not there: all goes to the usual one.',
    'Die Tablespaces {names} gibt es nicht: Alles kommt in den üblichen.',
  ),
  pair(
    '1 other session uses the database: they are ended at the moment it is replaced.',
    '1 andere Sitzung benutzt die Datenbank: Sie wird in dem Moment beendet, in dem die Datenbank ersetzt wird.',
  ),
  pair(
    '{count} other sessions use the database: they are ended at the moment it is replaced.',
    '{count} andere Sitzungen benutzen die Datenbank: Sie werden in dem Moment beendet, in dem sie ersetzt wird.',
  ),
  pair(
    '1 other session uses the database: it is replaced only once they are gone, or are allowed to be ended (--end-sessions).',
    '1 andere Sitzung benutzt die Datenbank: Ersetzt wird erst, wenn sie fort ist oder beendet werden darf (--end-sessions).',
  ),
  pair(
    '{count} other sessions use the database: it is replaced only once they are gone, or are allowed to be ended (--end-sessions).',
    '{count} andere Sitzungen benutzen die Datenbank: Ersetzt wird erst, wenn sie fort sind oder beendet werden dürfen (--end-sessions).',
  ),
  pair(
    'Owners are not restored: --map-owner changes nothing.',
    'Eigentümer werden nicht wiederhergestellt: --map-owner ändert nichts.',
  ),

  // What will be lost.
  pair(
    '{why} of the database {target} is replaced by the dump; {rest}.',
    '{why} der Datenbank {target} wird durch den Dump ersetzt; {rest}.',
  ),
  pair(
    '{why} of the database {target} are replaced by the dump; {rest}.',
    '{why} der Datenbank {target} werden durch den Dump ersetzt; {rest}.',
  ),
  pair(
    'All that the database {target} holds ({why}) is replaced by the dump; {rest}.',
    'Alles, was die Datenbank {target} enthält ({why}), wird durch den Dump ersetzt; {rest}.',
  ),
  pair(
    'All that the database {target} holds ({why}) is replaced by what it held before the restore; {rest}.',
    'Alles, was die Datenbank {target} enthält ({why}), wird durch das ersetzt, was vor der Wiederherstellung in ihr war; {rest}.',
  ),
  pair(
    'All that the database {target} holds ({why}) is removed; {rest}.',
    'Alles, was die Datenbank {target} enthält ({why}), wird entfernt; {rest}.',
  ),
  pair(
    'what was there is kept as a safety dump for 30 days',
    'was dort war, bleibt 30 Tage lang als Sicherheitsdump erhalten',
  ),
  pair('nothing of it is kept', 'davon bleibt nichts erhalten'),
  pair('1 table with 1 row', '1 Tabelle mit 1 Zeile'),
  pair('1 table with about 1 row', '1 Tabelle mit etwa 1 Zeile'),
  pair('1 table with {count} rows', '1 Tabelle mit {count} Zeilen'),
  pair('1 table with about {count} rows', '1 Tabelle mit etwa {count} Zeilen'),
  pair('{count} tables with 1 row', '{count} Tabellen mit 1 Zeile'),
  pair('{count} tables with {countRows} rows', '{count} Tabellen mit {countRows} Zeilen'),
  pair('{count} tables with about {countRows} rows', '{count} Tabellen mit etwa {countRows} Zeilen'),

  // What came of it.
  pair('The database {target} was not touched.', 'Die Datenbank {target} wurde nicht angerührt.'),
  pair(
    'The database {target} was not touched. Restore as a role that may do that ({user} may not), or leave owners and grants out (--no-owner).',
    'Die Datenbank {target} wurde nicht angerührt. Stellen Sie mit einer Rolle wieder her, die das darf ({user} darf es nicht), oder lassen Sie Eigentümer und Rechte aus (--no-owner).',
  ),
  pair(
    '“holdfast verify --test-restore” looks closer at the dump.',
    '„holdfast verify --test-restore“ sieht sich den Dump genauer an.',
  ),
  pair(
    'The database {target} is as it was: nothing of it was changed.',
    'Die Datenbank {target} ist, wie sie war: Nichts an ihr wurde geändert.',
  ),
  pair(
    'Choose what depends on it as well, or restore into a new database (--create) and copy from there.',
    'Wählen Sie auch, was davon abhängt, oder stellen Sie in eine neue Datenbank wieder her (--create), und kopieren Sie von dort.',
  ),
  pair(
    'Others may have written meanwhile. Take it back with “holdfast restore-database undo {run}” if it should not be so.',
    'Andere können inzwischen geschrieben haben. Nehmen Sie es mit „holdfast restore-database undo {run}“ zurück, wenn das nicht so sein soll.',
  ),
  pair(
    'Nothing was touched. “holdfast verify” tells whether its files are damaged.',
    'Es wurde nichts angerührt. „holdfast verify“ zeigt, ob seine Dateien beschädigt sind.',
  ),
  pair('pg_restore can’t read it ({message}).', 'pg_restore kann ihn nicht lesen ({message}).'),
  pair('pg_restore ended with {code} ({message}).', 'pg_restore endete mit {code} ({message}).'),
  pair('pg_restore ended with {code}.', 'pg_restore endete mit {code}.'),
  pair(
    'Make room on the server, which holds the old and the new database at the same time.',
    'Schaffen Sie Platz auf dem Server, der die alte und die neue Datenbank zugleich enthält.',
  ),
  pair('Its roles could not be made: {message}', 'Seine Rollen ließen sich nicht anlegen: {message}'),
  pair(
    'Grants that name the role {name} were left out: there is none on {server}.',
    'Rechte, die die Rolle {name} nennen, wurden ausgelassen: Auf {server} gibt es sie nicht.',
  ),
  pair(
    '{place} is damaged or missing: nothing was restored from it.',
    '{place} ist beschädigt oder fehlt: Daraus wurde nichts wiederhergestellt.',
  ),
  pair(
    'The tablespace {name} was not made on {server}: {message}.',
    'Der Tablespace {name} wurde auf {server} nicht angelegt: {message}.',
  ),
  pair(
    'Of the database {target} was not restored: {statement} ({message}).',
    'Von der Datenbank {target} wurde nicht wiederhergestellt: {statement} ({message}).',
  ),
  pair(
    'The server lacks the locale that the database {target} had ({message}): it has the server’s own. Texts may be sorted otherwise.',
    'Dem Server fehlt das Gebietsschema, das die Datenbank {target} hatte ({message}): Sie hat das des Servers. Texte können anders sortiert sein.',
  ),
  pair(
    'What was restored until then is on the server yet, under the name {name}: {message} It is removed when Holdfast starts.',
    'Was bis dahin wiederhergestellt war, ist noch auf dem Server, unter dem Namen {name}: {message} Es wird entfernt, wenn Holdfast startet.',
  ),
  pair(
    'What was replaced is kept, and is also on the server yet, under the name {name} ({message}). Remove it with DROP DATABASE.',
    'Was ersetzt wurde, ist aufbewahrt und auch noch auf dem Server, unter dem Namen {name} ({message}). Entfernen Sie es mit DROP DATABASE.',
  ),
  pair('it touched nothing.', 'Sie hat nichts angerührt.'),
  pair('it is going on.', 'Sie ist im Gang.'),
  pair('it was taken back by the run {run}.', 'Der Lauf {run} hat sie zurückgenommen.'),
  pair(
    'it was cut off before it made anything that is left.',
    'Sie wurde unterbrochen, bevor sie etwas gemacht hat, das noch da ist.',
  ),
  pair('it was cut off before it replaced anything.', 'Sie wurde unterbrochen, bevor sie etwas ersetzt hat.'),
  pair('its safety snapshot has been deleted.', 'Ihre Sicherheitskopie ist gelöscht.'),
  pair('what it replaced was not kept.', 'Was sie ersetzt hat, wurde nicht aufbewahrt.'),
];
