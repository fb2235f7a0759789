/** Dumps of databases: what they hold, and whether they are proven. */
export const databases = {
  'command.databases': 'Datenbanken und ihre Dumps zeigen',
  'command.prove-all': 'Die neuesten Dumps durch Testwiederherstellung nachweisen',

  'databases.none': 'Noch wurde keine Datenbank gesichert.',
  'databases.none.next':
    'Fügen Sie einem Plan einen PostgreSQL-Server hinzu; jede Sicherung legt dann Dumps seiner Datenbanken an.',
  'databases.none.plans': 'Zu den Plänen',
  'databases.unknown': 'Die Dumps konnten nicht gelesen werden.',
  'databases.bad': {
    one: 'Auf den neuesten Dump von {count} von {total} Datenbanken ist kein Verlass.',
    other: 'Auf die neuesten Dumps von {count} von {total} Datenbanken ist kein Verlass.',
  },
  'databases.proven': {
    one: 'Der neueste Dump ist durch Testwiederherstellung nachgewiesen.',
    other: 'Die neuesten Dumps aller {count} Datenbanken sind durch Testwiederherstellung nachgewiesen.',
  },
  'databases.unproven': {
    one: 'Der neueste Dump ist noch nicht durch Testwiederherstellung nachgewiesen.',
    other: 'Noch keiner der neuesten Dumps ist durch Testwiederherstellung nachgewiesen.',
  },
  'databases.some': {
    one: 'Der neueste Dump von {count} von {total} Datenbanken ist noch nicht nachgewiesen.',
    other: 'Die neuesten Dumps von {count} von {total} Datenbanken sind noch nicht nachgewiesen.',
  },
  'databases.dumped': '{size} in Dumps',
  'databases.newest': 'neuester Dump {ago}',
  'databases.list': 'Datenbanken nach Namen',
  'databases.prove-all': 'Neueste Dumps jetzt testen',
  'databases.of-snapshot': 'Datenbanken des Sicherungsstands',

  'dump.mark.proven': 'Nachgewiesen',
  'dump.mark.unproven': 'Nicht getestet',
  'dump.mark.failed': 'Fehlgeschlagen',
  'dump.mark.damaged': 'Beschädigt',
  'dump.proven': 'durch Testwiederherstellung nachgewiesen {ago}',
  'dump.unproven': 'noch nicht nachgewiesen',
  'dump.failed': 'Testwiederherstellung fehlgeschlagen {ago}',
  'dump.damaged': 'seine Dateien sind beschädigt oder fehlen',
  'dump.damaged.next':
    'Dateien dieses Dumps sind beschädigt oder fehlen. Wählen Sie einen anderen Zeitpunkt, oder sehen Sie, was eine Reparatur tun kann.',
  'dump.unknown': 'Dieser Dump konnte nicht gelesen werden.',
  'dump.title': '„{database}“, wie sie {ago} war',
  'dump.ruler': 'Dumps von „{database}“ im Lauf der Zeit',
  'dump.of-server': '{label} in „{plan}“',
  'dump.sizes': '{dump} von {database}',
  'dump.server': 'PostgreSQL {version}',
  'dump.prove': 'Jetzt testen',
  'dump.restore': 'Wiederherstellen …',

  'run-databases.dumped': 'Gesichert',
  'run-databases.restored': 'Wiederherstellbar',
  'run-databases.name': '{label}: {database}',
  'run-databases.tested':
    '{passed} von {total} Vergleichen stimmten · wiederhergestellt in {restore}, verglichen in {check}',

  'time.dumps': { one: '{count} Datenbank, {size}', other: '{count} Datenbanken, {size}' },
  'home.proven': 'Zuletzt durch Testwiederherstellung nachgewiesen: {ago}.',
  'home.proven-some': {
    one: '{count} von {total} Datenbanken durch Testwiederherstellung nachgewiesen, zuletzt {ago}.',
    other: '{count} von {total} Datenbanken durch Testwiederherstellung nachgewiesen, zuletzt {ago}.',
  },
  'home.unproven': 'Noch nicht durch Testwiederherstellung nachgewiesen.',
  'home.proof-failed': {
    one: 'Die Testwiederherstellung von {count} Datenbank ist fehlgeschlagen.',
    other: 'Die Testwiederherstellungen von {count} Datenbanken sind fehlgeschlagen.',
  },
  'home.see-databases': 'Datenbanken',
  'state.proof-failed': 'Test misslungen',
  'scope.choose': 'Wählen, was von „{plan}“ gesichert wird',
  'scope.all': 'Ordner und Datenbanken',
  'scope.files': 'Nur die Ordner',
  'scope.databases': 'Nur die Datenbanken',

  'proofs.databases': 'Datenbanken, durch Testwiederherstellung nachgewiesen',
  'proofs.databases.hint':
    'Der neueste Dump jeder Datenbank wird anderswo wiederhergestellt und mit dem verglichen, was gezählt wurde.',
  'proofs.prove': 'Testen',
  'proofs.prove-one': 'Den neuesten Dump von „{database}“ testen',
  'proofs.databases.see': 'Alle Datenbanken ansehen',

  'proof.title': 'Nachweis',
  'proof.none': 'Er wurde noch nicht wiederhergestellt. Bis dahin ist nicht bekannt, ob das gelingt.',
  'proof.report.scratch-server':
    'Auf diesem Computer mit PostgreSQL {version} in {restore} wiederhergestellt. {passed} von {total} Vergleichen stimmten, in {check}.',
  'proof.report.temporary-database':
    'In einer vorübergehenden Datenbank des Servers, PostgreSQL {version}, in {restore} wiederhergestellt. {passed} von {total} Vergleichen stimmten, in {check}.',
  'proof.failures': 'Was anders war',
  'proof.remarks': 'Gut zu wissen',

  'tables.title': { one: '{count} Tabelle', other: '{count} Tabellen' },
  'tables.hint':
    'Zeilen, wie sie in genau dem gesicherten Zustand gezählt wurden. Wählen Sie eine Tabelle, um zu sehen, wie sie wuchs.',
  'tables.none': 'Sie hat keine Tabellen.',
  'tables.list': 'Tabellen des Dumps',
  'tables.name': 'Tabelle',
  'tables.rows': 'Zeilen',
  'tables.change': 'Änderung',
  'tables.size': 'Größe',
  'tables.growth': 'Wachstum',
  'tables.no-rows': 'ausgelassen',
  'tables.new': 'neu',
  'tables.growth-of': 'Zeilen von {table}',

  'growth.title': 'Wachstum',
  'growth.hint': 'Größe der ganzen Datenbank auf ihrem Server, von Dump zu Dump.',
  'growth.database': 'Größe von „{database}“',
  'growth.rows': 'Zeilen von {table}',
  'growth.none': '{label}: nicht bekannt',
  'growth.one': '{label}: {last} am {lastAt}',
  'growth.some': {
    one: '{label}: {first} am {firstAt}, {last} am {lastAt}',
    other: '{label}: {first} am {firstAt}, {last} am {lastAt}; {count} Dumps',
  },
} as const;
