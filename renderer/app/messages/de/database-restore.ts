export const databaseRestore = {
  'database-restore.title': '„{database}“ wiederherstellen, Stand {time}',
  'database-restore.hint':
    'Zuerst sehen Sie genau, was geschehen würde. Nichts wird geschrieben, bevor Sie bestätigen.',
  'database-restore.doubtful':
    'Dieser Dump lässt sich vielleicht nicht wiederherstellen: {why}. Ein anderer Zeitpunkt kann die bessere Wahl sein.',
  'database-restore.all': 'Alles davon',
  'database-restore.all.hint': '{tables}, {rows}, {size} auf ihrem Server',
  'database-restore.some': 'Nur einige Tabellen',
  'database-restore.some.hint': 'Mit ihren Zeilen, Indizes und den Bedingungen untereinander.',
  'database-restore.find': 'Tabelle suchen',
  'database-restore.chosen': {
    one: '{count} von {total} Tabellen gewählt',
    other: '{count} von {total} Tabellen gewählt',
  },
  'database-restore.no-tables': 'Wählen Sie zuerst eine Tabelle.',
  'database-restore.place.new': 'In eine neue Datenbank',
  'database-restore.place.new.hint': 'Auf dem Server, von dem sie ist („{label}“). Nichts, was da ist, wird angerührt.',
  'database-restore.place.over': 'Über „{database}“, wie sie jetzt ist',
  'database-restore.place.over.hint':
    'Auf dem Server, von dem sie ist („{label}“). Sie sehen zuerst, welche Tabellen sich ändern würden, und was ersetzt wird, bleibt erhalten.',
  'database-restore.place.elsewhere': 'Auf einen anderen Server',
  'database-restore.place.elsewhere.hint': 'Nach seiner Adresse und einer Rolle dort wird unten gefragt.',
  'database-restore.name': 'Name der Datenbank dort',
  'database-restore.name.usual': '{database}_wiederhergestellt',
  'database-restore.there': 'Eine Datenbank dieses Namens ist schon da',
  'database-restore.there.hint': 'Sie wird ersetzt, nachdem Sie gesehen haben, was sich ändern würde.',
  'database-restore.owners': 'Eigentümer',
  'database-restore.no-owners': 'Alles gehört der Rolle, die wiederherstellt',
  'database-restore.no-owners.hint':
    'Sonst gehören Tabellen, wem sie gehörten, mit ihren Rechten; diese Rollen müssen da sein.',
  'database-restore.end-sessions': {
    one: 'Die andere Sitzung beenden, die die Datenbank benutzt',
    other: 'Die {count} anderen Sitzungen beenden, die die Datenbank benutzen',
  },
  'database-restore.globals': {
    one: 'Die Rolle oder den Tablespace anlegen, der dem Server fehlt',
    other: 'Die {count} Rollen und Tablespaces anlegen, die dem Server fehlen',
  },
  'database-restore.safety': 'Was ersetzt wird, als eigenen Dump behalten',
  'database-restore.safety.hint': 'Damit lässt sich die Wiederherstellung rückgängig machen.',
  'database-restore.back': 'Zurück zum Dump',
  'database-restore.use-password': 'Dieses Passwort verwenden',

  'database-plan.blocked': 'So wie verlangt geht es nicht.',
  'database-plan.create': 'Eine neue Datenbank „{database}“ würde angelegt. Nichts, was da ist, wird angerührt.',
  'database-plan.replace': {
    one: '„{database}“ würde ersetzt: jetzt {now} Zeilen, danach {count}.',
    other: '„{database}“ würde ersetzt: jetzt {now} Zeilen, danach {count}.',
  },
  'database-plan.within': {
    one: '{count} Tabelle von „{database}“ würde sich ändern.',
    other: '{count} Tabellen von „{database}“ würden sich ändern.',
  },
  'database-plan.where': '{server}, PostgreSQL {version}, als {user}',
  'database-plan.now': 'jetzt {tables}, {rows}, {size}',
  'database-plan.dump': 'im Dump {tables}, {rows}',
  'database-plan.about': 'etwa {rows}',
  'database-plan.tables': 'Was mit jeder Tabelle geschehen würde',
  'database-plan.tables.hint': 'Zeilen, wie sie jetzt da sind, und wie der Dump sie enthält.',
  'database-plan.list': 'Tabellen, die sich ändern oder bleiben würden',
  'database-plan.rows-now': 'Zeilen jetzt',
  'database-plan.rows-then': 'Zeilen danach',
  'database-plan.becomes.new': 'Neu',
  'database-plan.becomes.replaced': 'Ersetzt',
  'database-plan.becomes.lost': 'Verloren',
  'database-plan.becomes.stays': 'Bleibt',

  'database-next.created': 'Nichts wurde ersetzt. Das Rückgängigmachen entfernt die angelegte Datenbank.',
  'database-next.kept': 'Was ersetzt wurde, bleibt als eigener Dump erhalten, aus dem es sich zurückholen lässt.',
  'database-next.hint':
    'Bringt die Datenbank in den Zustand vor der Wiederherstellung. Auch das lässt sich rückgängig machen.',
} as const;
