import { pair } from '../pair.ts';

/** Of this machine: programs, the home, settings, and what the operating system says. */
export const system = [
  // Programs, and what they are for.
  pair('copies files', 'kopiert Dateien'),
  pair(
    'makes a finished snapshot durable before it counts',
    'macht einen fertigen Sicherungsstand haltbar, bevor er zählt',
  ),
  pair(
    'ends copying at once should Holdfast itself be killed',
    'beendet das Kopieren sofort, falls Holdfast selbst beendet wird',
  ),
  pair('dumps databases of PostgreSQL', 'sichert Datenbanken von PostgreSQL'),
  pair('dumps databases of PostgreSQL {count} and older', 'sichert Datenbanken von PostgreSQL {count} und älter'),
  pair(
    'makes scratch servers in which dumps of PostgreSQL {count} and older are proven',
    'startet eigene Server, auf denen Dumps von PostgreSQL {count} und älter geprüft werden',
  ),
  pair(
    'shows the window where there is no desktop runtime',
    'zeigt das Fenster, wo es keine Desktop-Umgebung dafür gibt',
  ),
  pair(
    'No Chromium, Chrome or Edge was found. Open the address that Holdfast prints in any browser.',
    'Kein Chromium, Chrome oder Edge gefunden. Öffnen Sie die Adresse, die Holdfast ausgibt, in einem beliebigen Browser.',
  ),
  pair(
    'pg_dump is not installed. Plans with databases need it. Install it with: {install}',
    'pg_dump ist nicht installiert. Pläne mit Datenbanken brauchen es. Installieren Sie es mit: {install}',
  ),
  pair('your system’s package manager, package “{name}”', 'der Paketverwaltung Ihres Systems, Paket „{name}“'),
  pair('your system’s coreutils', 'den coreutils Ihres Systems'),
  pair(
    'wsl --install (Holdfast runs inside WSL, where {name} is)',
    'wsl --install (Holdfast läuft innerhalb von WSL, wo {name} ist)',
  ),

  // What “doctor” looks at.
  pair('home', 'Einstellungsordner'),
  pair('settings', 'Einstellungen'),
  pair('catalogue', 'Katalog'),
  pair('repository {path}', 'Repository {path}'),
  pair('databases “{label}” of “{plan}”', 'Datenbanken „{label}“ von „{plan}“'),
  pair('Settings are in order.', 'Die Einstellungen sind in Ordnung.'),
  pair('Ready.', 'Bereit.'),
  pair('1 plan, {count} MB.', '1 Plan, {count} MB.'),
  pair('{count} plans, {countBytes} MB.', '{count} Pläne, {countBytes} MB.'),
  pair(
    '{home} can be written, but others may look into it: chmod 700 closes it.',
    'In {home} kann geschrieben werden, aber andere können hineinsehen: chmod 700 schließt ihn.',
  ),
  pair("{home} can't be written: {message}", 'In {home} kann nicht geschrieben werden: {message}'),
  pair(
    'PostgreSQL {version}, {count} of {countAll} databases, {size}.',
    'PostgreSQL {version}, {count} von {countAll} Datenbanken, {size}.',
  ),
  pair(
    'Move it away and read it anew from the repositories with “holdfast catalogue rebuild”.',
    'Schieben Sie ihn weg, und lesen Sie ihn mit „holdfast catalogue rebuild“ neu aus den Repositorys.',
  ),
  pair(
    '{file} is not valid JSON. It was kept as {aside}, and default settings are used.',
    '{file} ist kein gültiges JSON. Die Datei wurde als {aside} aufbewahrt; es gelten die Voreinstellungen.',
  ),
  pair(
    '{file} could not be understood. It was kept as {aside}, and default settings are used.',
    '{file} war nicht zu verstehen. Die Datei wurde als {aside} aufbewahrt; es gelten die Voreinstellungen.',
  ),
  pair(
    "{file} can't be read ({message}). Default settings are used.",
    '{file} ist nicht zu lesen ({message}). Es gelten die Voreinstellungen.',
  ),

  pair('Nothing of the sample data was left.', 'Von den Beispieldaten ist nichts zurückgeblieben.'),

  // Whether there is a newer version.
  pair('new version', 'Neue Version'),
  pair('{server} was not asked yet.', '{server} wurde noch nicht gefragt.'),
  pair('Asked at {when} UTC.', 'Gefragt am {when} UTC.'),
  pair('Holdfast {version} is the newest.', 'Holdfast {version} ist die neueste.'),
  pair('Holdfast {version} is there; this is {current}.', 'Holdfast {version} ist da; dies ist {current}.'),
  pair('It is described at {page} .', 'Sie ist beschrieben auf {page} .'),
  pair('Get it as you got this one.', 'Holen Sie sie so, wie Sie diese bekommen haben.'),
  pair(
    '{server} leads elsewhere ({code}). Set the address that it leads to.',
    '{server} führt woandershin ({code}). Stellen Sie die Adresse ein, zu der das führt.',
  ),
  pair('{server} answered {code}. Check the address.', '{server} antwortete mit {code}. Prüfen Sie die Adresse.'),
  pair('{server} did not answer as a feed does.', '{server} antwortete nicht, wie es ein Feed tut.'),

  // What the operating system says.
  pair('permission denied', 'kein Zugriff'),
  pair('no space left on device', 'kein Platz mehr auf dem Laufwerk'),
  pair('EACCES: permission denied, {call}', 'kein Zugriff (EACCES, {call})'),
  pair('EPERM: operation not permitted, {call}', 'nicht erlaubt (EPERM, {call})'),
  pair('ENOENT: no such file or directory, {call}', 'Datei oder Ordner fehlt (ENOENT, {call})'),
  pair('ENOSPC: no space left on device, {call}', 'kein Platz mehr auf dem Laufwerk (ENOSPC, {call})'),
  pair('EDQUOT: disk quota exceeded, {call}', 'Platzkontingent erschöpft (EDQUOT, {call})'),
  pair('EROFS: read-only file system, {call}', 'Dateisystem schreibgeschützt (EROFS, {call})'),
  pair('EIO: i/o error, {call}', 'Fehler beim Lesen oder Schreiben (EIO, {call})'),
  pair('EBUSY: resource busy or locked, {call}', 'in Benutzung oder gesperrt (EBUSY, {call})'),
  pair('ENOTDIR: not a directory, {call}', 'kein Ordner (ENOTDIR, {call})'),
  pair('EISDIR: illegal operation on a directory, {call}', 'ist ein Ordner (EISDIR, {call})'),
  pair('ENOTEMPTY: directory not empty, {call}', 'Ordner nicht leer (ENOTEMPTY, {call})'),
  pair('EEXIST: file already exists, {call}', 'gibt es schon (EEXIST, {call})'),
  pair('EMFILE: too many open files, {call}', 'zu viele offene Dateien (EMFILE, {call})'),
  pair('ENAMETOOLONG: name too long, {call}', 'Name zu lang (ENAMETOOLONG, {call})'),
  pair('ELOOP: too many symbolic links encountered, {call}', 'zu viele symbolische Links (ELOOP, {call})'),
  pair('the catalogue is closed', 'der Katalog ist geschlossen'),
  pair('the catalogue was closed', 'der Katalog wurde geschlossen'),
  pair('Holdfast is closing', 'Holdfast wird beendet'),
];
