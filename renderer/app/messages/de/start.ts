export const start = {
  'start.title': 'Noch ist nichts gesichert.',
  'start.hint': 'Was trifft auf Sie zu?',
  'start.protect': 'Diesen Computer schützen',
  'start.protect.hint': 'Wählen Sie Ordner und ein Laufwerk, und die erste Sicherung beginnt sofort.',
  'start.connect': 'Ich habe Holdfast-Sicherungen',
  'start.connect.hint':
    'Wählen Sie das Laufwerk, sehen Sie die Sicherungsstände durch und stellen Sie wieder her, was Sie brauchen.',
  'start.connect.go': 'Repository verbinden',

  'protect.title': 'Diesen Computer schützen',
  'protect.hint':
    'Was soll geschützt werden, und wo? Je älter Sicherungsstände werden, desto weniger bleiben erhalten. Alles lässt sich später ändern.',
  'protect.what': 'Was',
  'protect.what.hint': 'Diese Ordner sind den meisten wichtig. Nehmen Sie heraus, was Sie nicht brauchen.',
  'protect.what.none': 'Wählen Sie die Ordner, die Ihnen am meisten fehlen würden.',
  'protect.where': 'Wohin',
  'protect.where.hint': 'Am besten auf eine zweite Platte: ein externes Laufwerk, das Sie mitnehmen können.',
  'protect.same-disk':
    'Auf dieser Platte liegen auch die Dateien selbst. Das hilft bei Versehen, nicht aber, wenn die Platte verloren geht.',
  'protect.too-small': 'Der Platz reicht nicht: {needed} werden gebraucht, {free} sind frei.',
  'protect.estimate':
    'Die erste Sicherung kopiert {size} in etwa {duration}. Spätere kopieren nur, was sich geändert hat.',
  'protect.go': 'Jetzt sichern',
  'protect.close': 'Die Sicherung geht weiter, auch wenn Sie dieses Fenster schließen.',
  'protect.plan-name': 'Meine Dateien',

  'connect.title': 'Wo liegen Ihre Sicherungen?',
  'connect.hint': 'Öffnen Sie den Ordner, der holdfast-repository.json enthält. Das Verbinden ändert nichts darin.',
  'connect.found': 'Auf Ihren Laufwerken gefunden',
  'connect.found.none':
    'Auf den angeschlossenen Laufwerken wurden keine Sicherungen gefunden. Schließen Sie das Laufwerk an oder öffnen Sie den Ordner selbst.',
  'connect.found.go': 'Verbinden',
  'connect.found.go-to': '{path} verbinden',
  'connect.found.known': 'Bereits verbunden',
  'connect.found.again': 'Erneut suchen',
  'connect.other': 'Anderer Ordner',
  'connect.folder': 'Ordner des Repositorys',
  'connect.go': 'Diesen Ordner verbinden',
  'connect.done': 'Das Repository ist verbunden.',
  'connect.done.hint': 'Seine Sicherungsstände lassen sich durchsehen, sobald sie gelesen sind.',
  'connect.browse': 'Sicherungsstände durchsehen',
} as const;
