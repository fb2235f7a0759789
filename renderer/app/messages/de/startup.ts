export const startup = {
  'startup.title': 'Von selbst starten',
  'startup.hint': 'Fällige Sicherungen beginnen nur, solange Holdfast läuft. So ist es auch ohne Sie da.',
  'startup.login': 'Bei der Anmeldung starten',
  'startup.login.window': 'Die Anmeldung startet das Fenster, verborgen.',
  'startup.login.host': 'Die Anmeldung startet Holdfast im Hintergrund, ohne Fenster.',
  'startup.login.by-service': 'Der Dienst weiter unten startet schon bei der Anmeldung.',
  'startup.login.nowhere':
    'Ein Start bei der Anmeldung ist hier nicht möglich: Es gibt keine grafische Oberfläche, an der man sich anmeldet.',
  'startup.login.gone':
    'Das Programm, das bei der Anmeldung startet, ist nicht mehr da. Schalten Sie es aus und wieder ein.',
  'startup.service': 'Als Dienst ausführen',
  'startup.service.systemd':
    'systemd führt Holdfast für Sie aus, mit oder ohne Fenster, und startet es neu, wenn es ausfällt.',
  'startup.service.launchd':
    'launchd führt Holdfast für Sie aus, mit oder ohne Fenster, und startet es neu, wenn es ausfällt.',
  'startup.service.none': 'Hier wurde weder systemd noch launchd gefunden, daher gibt es keinen Dienst.',
  'startup.service.temporary':
    'Holdfast läuft aus einem Ordner, der nach einem Neustart nicht mehr da ist. Installieren Sie es zuerst, oder verschieben Sie es dorthin, wo es bleiben kann.',
  'startup.service.running': 'Er läuft, Prozess {pid}.',
  'startup.service.waiting': 'Er läuft (Prozess {pid}) und übernimmt, wenn dieses Programm endet.',
  'startup.service.stopped': 'Er läuft nicht.',
  'startup.service.failed': 'Er endete mit „{failure}“. Mehr sagt sein Protokoll:',
  'startup.service.not-asked':
    'systemd ist von hier aus nicht erreichbar, daher wurde der Dienst nur eingetragen: Er startet bei der nächsten Anmeldung.',
  'startup.service.gone': 'Das Programm, das er ausführt, ist nicht mehr da. Schalten Sie ihn aus und wieder ein.',
  'startup.service.runs-on': 'Er startet nicht mehr. Was jetzt läuft, läuft weiter, bis Sie sich abmelden.',
  'startup.service.no-linger':
    'Er startet bei der Anmeldung und endet mit Ihrer letzten Sitzung. Auf einem Server lassen Sie ihn mit dem Rechner starten:',
  'startup.service.linger': 'Er läuft, sobald der Rechner startet, auch ohne Anmeldung.',
  'startup.offer.login': 'Soll Holdfast bei der Anmeldung starten? Dann laufen Sicherungen von selbst, im Hintergrund.',
  'startup.offer.service':
    'Soll Holdfast als Dienst laufen? Dann laufen Sicherungen von selbst, auch wenn dieses Fenster geschlossen ist.',
  'startup.offer.yes.login': 'Bei der Anmeldung starten',
  'startup.offer.yes.service': 'Als Dienst ausführen',
  'startup.offer.no': 'Nein, ich starte es selbst',
  'startup.offer.where': 'In den Einstellungen lässt sich das jederzeit ändern.',
} as const;
