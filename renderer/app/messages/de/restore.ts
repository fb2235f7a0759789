export const restore = {
  'restore.title.all': 'Alles aus „{plan}“ wiederherstellen, Stand {time}',
  'restore.title.some': {
    one: '{count} Eintrag aus „{plan}“ wiederherstellen, Stand {time}',
    other: '{count} Einträge aus „{plan}“ wiederherstellen, Stand {time}',
  },
  'restore.title.safety': 'Aus der Sicherheitskopie von „{plan}“ wiederherstellen, {time}',
  'restore.hint': 'Zuerst sehen Sie genau, was geschehen würde. Nichts wird geschrieben, bevor Sie bestätigen.',
  'restore.unknown': 'Dieser Sicherungsstand konnte nicht gelesen werden.',
  'restore.unavailable':
    'Das Laufwerk dieses Sicherungsstands ist nicht angeschlossen. Schließen Sie es zum Wiederherstellen an; bis dahin können Sie ansehen, was geschehen würde.',
  'restore.damaged': {
    one: '{count} Datei dieses Sicherungsstands ist als beschädigt bekannt. Wird sie gebraucht, werden Sie gefragt, bevor etwas angerührt wird.',
    other:
      '{count} Dateien dieses Sicherungsstands sind als beschädigt bekannt. Werden sie gebraucht, werden Sie gefragt, bevor etwas angerührt wird.',
  },
  'restore.what': 'Was',
  'restore.what.all': 'Alles im Sicherungsstand: {files}, {size}.',
  'restore.what.change': 'Anders wählen',
  'restore.what.more': 'und {count} weitere',

  'restore.where': 'Wohin',
  'restore.in-place': 'Dorthin, wo es war',
  'restore.in-place.hint': 'Mit dem, was dort anders ist, geschieht, was Sie unten wählen.',
  'restore.beside': 'Neben das Original',
  'restore.beside.hint': 'Unter einem eigenen Namen wie „{example}“. Das Original bleibt, wie es ist.',
  'restore.beside.suffix': 'Zusatz zum Namen',
  'restore.beside.example': 'Brief{suffix}.txt',
  'restore.beside.suffix.usual': ' (Stand {day})',
  'restore.elsewhere': 'In einen anderen Ordner',
  'restore.elsewhere.hint': 'Die Originale bleiben, wie sie sind.',
  'restore.change-folder': 'Anderen wählen',
  'restore.use-folder': 'In diesen Ordner wiederherstellen',

  'restore.way': 'Wo etwas im Weg ist',
  'restore.way.beside': 'Das kommt nicht vor: Es wird ein freier Name genommen.',
  'restore.way.replace': 'Ersetzen',
  'restore.way.replace.hint':
    'Was anders ist, wird so, wie der Sicherungsstand es enthält. Dateien, die er nicht kennt, bleiben.',
  'restore.way.keep-newer': 'Neueres behalten',
  'restore.way.keep-newer.hint': 'Nur was zuletzt vor der Version des Sicherungsstands geändert wurde, wird ersetzt.',
  'restore.way.keep-both': 'Beides behalten',
  'restore.way.keep-both.hint':
    'Was da ist, bleibt; das aus dem Sicherungsstand kommt mit seinem Datum im Namen daneben.',
  'restore.way.missing': 'Lassen: nur zurückholen, was fehlt',
  'restore.way.missing.hint': 'Gelöschte Dateien kommen zurück. Nichts, was da ist, wird angerührt.',
  'restore.way.exact': 'Genau wie im Sicherungsstand machen',
  'restore.way.exact.hint':
    'Löscht auch, was der Sicherungsstand nicht enthält. Keine andere Wahl löscht jemals etwas.',
  'restore.way.exact.safety':
    'Nicht aus einer Sicherheitskopie: Sie enthält nur, was eine Wiederherstellung ändern wollte.',

  'restore.more': 'Weitere Möglichkeiten',
  'restore.more.chosen': {
    one: 'Weitere Möglichkeiten ({count} gewählt)',
    other: 'Weitere Möglichkeiten ({count} gewählt)',
  },
  'restore.newer-than': 'Nur was geändert wurde seit',
  'restore.newer-than.hint': 'Nach dem Zeitpunkt der letzten Änderung, als es gesichert wurde.',
  'restore.matching': 'Nur was passt zu',
  'restore.matching.hint': 'Namen oder Muster, je Zeile eines, wie in einer .gitignore: *.jpg, Briefe/',
  'restore.not-with-exact': 'Nicht zusammen mit „Genau wie im Sicherungsstand machen“.',
  'restore.compare-content': 'Lesen, was gleich zu sein scheint',
  'restore.compare-content.hint': 'Dauert länger und findet, was trotz gleicher Größe und Zeit anders ist.',
  'restore.safety': 'Eine Sicherheitskopie von dem behalten, was ersetzt oder gelöscht wird',
  'restore.safety.hint': 'Für 30 Tage. Damit lässt sich die Wiederherstellung rückgängig machen.',

  'restore.preview': 'Zeigen, was geschehen würde',
  'restore.choose-again': 'Auswahl ändern',
  'restore.stop': 'Hier aufhören',
  'restore.go': 'Jetzt wiederherstellen',
  'restore.back': 'Zurück zum Sicherungsstand',

  'restore.running': 'Wird wiederhergestellt …',
  'restore.running.hint':
    'Sie können diese Seite verlassen; die Wiederherstellung geht weiter und steht unter „Aktivität“.',
  'restore.done': 'Wiederhergestellt.',
  'restore.done.warnings': {
    one: 'Wiederhergestellt, aber {count} Punkt sollte angesehen werden.',
    other: 'Wiederhergestellt, aber {count} Punkte sollten angesehen werden.',
  },
  'restore.done.all': 'Alles aus „{plan}“, Stand {time}, {where}',
  'restore.done.one': '{path}, Stand {time}, {where}',
  'restore.done.some': {
    one: '{count} Eintrag aus „{plan}“, Stand {time}, {where}',
    other: '{count} Einträge aus „{plan}“, Stand {time}, {where}',
  },
  'restore.done.in-place': 'dorthin, wo es war',
  'restore.done.beside': 'neben das Original',
  'restore.done.elsewhere': 'nach {path}',
  'restore.failed': 'Die Wiederherstellung ist nicht zu Ende gekommen.',
  'restore.cancelled': 'Die Wiederherstellung wurde abgebrochen.',
  'restore.cut-off': 'Die Wiederherstellung wurde unterbrochen.',
  'restore.open-folder': 'Ordner öffnen',

  'restore.next': 'Was Sie jetzt tun können',
  'restore.next.kept': 'Was ersetzt oder gelöscht wurde, liegt in einer Sicherheitskopie. Sie wird bis {day} behalten.',
  'restore.next.pinned': 'Was ersetzt oder gelöscht wurde, liegt in einer Sicherheitskopie, die dauerhaft bleibt.',
  'restore.next.left-out': 'Einiges wurde ausgelassen; die Warnungen sagen, warum.',
  'restore.next.created': 'Nichts wurde ersetzt oder gelöscht. Das Rückgängigmachen nimmt weg, was erstellt wurde.',
  'restore.next.partial':
    'Sie endete mittendrin. Jede Datei ist ganz: entweder so, wie sie vorher war, oder wie im Sicherungsstand.',
  'restore.next.undone': 'Diese Wiederherstellung wurde rückgängig gemacht.',
  'restore.next.undone-by': 'Das Rückgängigmachen ansehen',
  'restore.next.no-undo': 'Sie lässt sich nicht rückgängig machen. {reason}',
  'restore.next.undo': 'Diese Wiederherstellung rückgängig machen …',
  'restore.next.undo-again': 'Das Rückgängigmachen zurücknehmen …',
  'restore.next.finish': 'Abschließen',
  'restore.next.safety': 'Sicherheitskopie öffnen',

  'restore.changed': 'Die Platte hat sich geändert, seit Sie hingesehen haben. Nichts wurde angerührt.',
  'restore.changed.what': {
    one: '{count} Eintrag ist nicht mehr, was Sie bestätigt haben:',
    other: '{count} Einträge sind nicht mehr, was Sie bestätigt haben:',
  },
  'restore.changed.now': 'Unten steht, was jetzt geschehen würde. Bestätigen Sie es, oder hören Sie hier auf.',
  'restore.list.more': { one: 'und {count} weiterer', other: 'und {count} weitere' },

  'restore.source-damaged': 'Der Sicherungsstand ist beschädigt. Nichts wurde angerührt.',
  'restore.source-damaged.what': {
    one: '{count} Datei, die gebraucht wird, ist beschädigt',
    other: '{count} Dateien, die gebraucht werden, sind beschädigt',
  },
  'restore.source-damaged.hint':
    'Neben jeder steht der nächste Sicherungsstand, der sie unbeschädigt enthält. Wählen Sie, wie es weitergeht; Sie sehen, was geschehen würde, bevor etwas geschrieben wird.',
  'restore.source-damaged.nearest': 'unbeschädigt in {snapshot}',
  'restore.source-damaged.take-nearest': 'Die nächste unbeschädigte Version nehmen',
  'restore.source-damaged.leave-out': 'Auslassen, den Rest wiederherstellen',

  'restore.no-safety': 'Es ließ sich keine Sicherheitskopie anlegen. Nichts wurde angerührt.',
  'restore.no-safety.read-only':
    'Das Repository ist schreibgeschützt, daher lässt sich keine Sicherheitskopie von dem anlegen, was ersetzt oder gelöscht wird.',
  'restore.no-safety.full': 'Eine Sicherheitskopie braucht bis zu {needed} im Repository, und dort sind {free} frei.',
  'restore.no-safety.choice':
    'Machen Sie das Repository beschreibbar, oder stellen Sie ohne Sicherheitskopie wieder her.',
  'restore.no-safety.go': 'Ohne Sicherheitskopie wiederherstellen',
  'restore.no-safety.chosen':
    'Es wird keine Sicherheitskopie angelegt: Was ersetzt oder gelöscht wird, lässt sich nicht zurückholen.',
  'restore.no-safety.undo': 'Doch mit Sicherheitskopie',

  'result.beside': { one: '{count} danebengelegt', other: '{count} danebengelegt' },
  'result.kept-newer': { one: '{count} neueres behalten', other: '{count} neuere behalten' },

  'undo.title': 'Wiederherstellung rückgängig machen',
  'undo.unknown': 'Diese Wiederherstellung konnte nicht gelesen werden.',
  'undo.impossible': 'Diese Wiederherstellung lässt sich nicht rückgängig machen.',
  'undo.hint':
    'Bringt zurück, was die Wiederherstellung ersetzt oder gelöscht hat, und nimmt weg, was sie erstellt hat.',
  'undo.again-hint': 'Auch das lässt sich wieder rückgängig machen.',
  'undo.go': 'Jetzt rückgängig machen',
  'undo.running': 'Wird rückgängig gemacht …',
  'undo.done': 'Rückgängig gemacht.',
  'undo.done.warnings': {
    one: 'Rückgängig gemacht, aber {count} Punkt sollte angesehen werden.',
    other: 'Rückgängig gemacht, aber {count} Punkte sollten angesehen werden.',
  },
  'undo.failed': 'Das Rückgängigmachen ist nicht zu Ende gekommen.',
  'undo.see-run': 'Die Wiederherstellung ansehen',

  'interrupted.one': 'Eine Wiederherstellung wurde unterbrochen. Schließen Sie sie ab, oder machen Sie sie rückgängig.',
  'interrupted.what': '{subject}, begonnen {ago}',
  'interrupted.finish': 'Abschließen',
  'interrupted.undo': 'Rückgängig machen …',
  'interrupted.see': 'Ansehen, was geschah',

  'dry-run.looking': 'Probelauf: Es wird ermittelt, was geschehen würde …',
  'dry-run.looking.detail': {
    one: '{count} Eintrag bisher verglichen. Nichts wird geschrieben.',
    other: '{count} Einträge bisher verglichen. Nichts wird geschrieben.',
  },
  'dry-run.safe': {
    one: '{count} Änderung. Nichts Neueres geht verloren.',
    other: '{count} Änderungen. Nichts Neueres geht verloren.',
  },
  'dry-run.hurts': { one: '{count} Änderung: {what}.', other: '{count} Änderungen: {what}.' },
  'dry-run.hurts.overwrite-newer': {
    one: '{count} neuerer Eintrag überschrieben',
    other: '{count} neuere Einträge überschrieben',
  },
  'dry-run.hurts.delete': { one: '{count} gelöscht', other: '{count} gelöscht' },
  'dry-run.nothing': 'Nichts würde sich ändern.',
  'dry-run.nothing.same': {
    one: '{count} Eintrag ist schon so, wie der Sicherungsstand ihn enthält.',
    other: 'Alle {count} Einträge sind schon so, wie der Sicherungsstand sie enthält.',
  },
  'dry-run.nothing.found': 'Nichts im Sicherungsstand passt zu dieser Auswahl.',
  'dry-run.failed': 'Was geschehen würde, ließ sich nicht ermitteln.',
  'dry-run.keep': { one: '{count} bleibt, wie er ist', other: '{count} bleiben, wie sie sind' },
  'dry-run.kept-newer': { one: '{count} neuerer bleibt', other: '{count} neuere bleiben' },
  'dry-run.left-out': {
    one: '{count} Eintrag würde bleiben, wie er ist:',
    other: '{count} Einträge würden bleiben, wie sie sind:',
  },
  'dry-run.space': '{needed} zu schreiben, {free} frei',
  'dry-run.needed': '{needed} zu schreiben',
  'dry-run.no-space':
    'Der Platz reicht nicht: {needed} werden gebraucht, {free} sind frei. Schaffen Sie Platz, oder wählen Sie einen anderen Ordner.',

  'dry-run.title': 'Was geschehen würde, eins nach dem anderen',
  'dry-run.kinds': 'Was gezeigt wird',
  'dry-run.find': 'Nach Namen suchen',
  'dry-run.items': 'Was geschrieben oder gelöscht würde',
  'dry-run.open.hint': 'Öffnen Sie einen Eintrag, um ihn mit dem zu vergleichen, was jetzt da ist.',
  'dry-run.none': 'Nichts passt.',
  'dry-run.none-yet': 'Noch nichts gefunden; der Vergleich läuft.',
  'dry-run.kind.all': 'Alles',
  'dry-run.kind.create': 'Erstellen',
  'dry-run.kind.beside': 'Danebenlegen',
  'dry-run.kind.overwrite': 'Älteres überschreiben',
  'dry-run.kind.overwrite-newer': 'Neueres überschreiben',
  'dry-run.kind.attributes': 'Nur Attribute',
  'dry-run.kind.delete': 'Löschen',

  'confirm.safety':
    'Was ersetzt oder gelöscht wird, bleibt 30 Tage als Sicherheitskopie erhalten (bis zu {size}), damit sich das rückgängig machen lässt.',
  'confirm.created-only': 'Nichts, was da ist, wird angerührt. Das lässt sich rückgängig machen.',
  'confirm.wait': 'Sie können bestätigen, sobald alles verglichen ist.',
} as const;
