export const unusual = {
  'unusual.title': '{lost} von {files} wurden geändert oder gelöscht. Waren Sie das?',
  'unusual.none': 'Nichts Ungewöhnliches wartet auf eine Antwort.',
  'unusual.none.hint': 'Die Sicherungen dieses Plans finden so viel geändert wie üblich.',
  'unusual.unknown': 'Die Änderungen konnten nicht gelesen werden.',
  'unusual.found':
    'Gefunden von der Sicherung {ago}; {usual}. Bis Sie antworten, wird von diesem Plan nichts von selbst gelöscht.',
  'unusual.usual': 'üblich sind {share}',
  'unusual.no-history': 'was üblich ist, lässt sich nach so wenigen Sicherungen nicht sagen',
  'unusual.share.little': 'weniger als 1 %',
  'unusual.mine': 'Das war ich',
  'unusual.mine.hint': 'Es sollte so sein: Was der Plan nicht mehr behält, wird wieder gelöscht',
  'unusual.restore': 'Wiederherstellen …',
  'unusual.restore.hint': 'Zeigt, was nötig ist, damit alles wieder so ist wie im Sicherungsstand davor',
  'unusual.restored': 'Von diesem Plan wurde {ago} etwas wiederhergestellt. Ist nun alles wieder, wie es sein soll?',
  'unusual.put-right': 'Es ist in Ordnung gebracht',
  'unusual.lost-before':
    'Den Sicherungsstand davor gibt es nicht mehr, es lässt sich also nur teilweise wiederherstellen: Suchen Sie Dateien unter „Zeit“.',

  'unusual.what': 'Wonach es aussieht',
  'unusual.counts': '{changed} mit anderem Inhalt, {removed} verschwunden, {added} neu.',
  'unusual.bytes': '{size} an Inhalt stecken nur noch in älteren Sicherungsständen.',
  'unusual.renamed': {
    one: '{count} neue Datei heißt wie eine verschwundene, mit „.{ending}“ dahinter.',
    other: '{count} neue Dateien heißen wie verschwundene, mit „.{ending}“ dahinter.',
  },
  'unusual.scrambled':
    '{scrambled} von {files}, in die hineingesehen wurde, sehen verschlüsselt oder komprimiert aus, obwohl ihre Art das nicht erwarten lässt.',
  'unusual.plain': 'Von {files}, in die hineingesehen wurde, sieht keine verschlüsselt aus.',
  'unusual.all': 'Alle Unterschiede zeigen',

  'unusual.types': 'Arten',
  'unusual.type': 'Endung',
  'unusual.type.none': 'keine',
  'unusual.type.lost': 'Geändert oder weg',
  'unusual.type.new': 'Neu',

  'unusual.folders': 'Wo',
  'unusual.folders.hint': 'Geänderte oder verschwundene Dateien, in den Ordnern mit den meisten davon.',

  'unusual.examples': 'Zum Beispiel',
  'unusual.example.changed': 'geändert',
  'unusual.example.removed': 'weg',
  'unusual.example.added': 'neu',
  'unusual.compare': 'Vergleichen',
  'unusual.compare.label': 'Vergleichen: {path}',
  'unusual.look': 'Ansehen',
  'unusual.look.label': 'Ansehen: {path}',

  'unusual.note':
    '{lost} von {files} wurden geändert oder gelöscht, weit mehr als üblich. Von diesem Plan wird nichts gelöscht, bis Sie sagen, was das war.',
  'unusual.note.see': 'Änderungen ansehen',
} as const;
