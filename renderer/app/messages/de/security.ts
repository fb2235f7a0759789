export const security = {
  'security.title': 'Sicherheit',
  'security.hint': 'Passwörter liegen verschlüsselt. Entscheidend ist, wo ihr Schlüssel liegt.',
  'security.unknown': 'Wie die Passwörter aufbewahrt werden, ließ sich nicht lesen.',
  'security.none': 'Es sind noch keine Passwörter gespeichert.',
  'security.none.next': 'Das erste entscheidet, wo ihr Schlüssel liegt; er lässt sich jederzeit verlegen.',
  'security.keyring': 'Der Schlüssel liegt im Schlüsselbund des Systems.',
  'security.keyring.means':
    'Ohne Ihre Anmeldung liest niemand die Passwörter, auch nicht mit einer Kopie von allem, was Holdfast speichert. Sicherungen, die eines brauchen, laufen, während Sie angemeldet sind, und warten sonst.',
  'security.file': 'Der Schlüssel liegt in einer Datei, die nur Sie lesen können.',
  'security.file.means':
    'Sicherungen können die Passwörter immer benutzen, auch wenn niemand angemeldet ist. Das kann aber auch, wer an eine Kopie des ganzen Holdfast-Ordners kommt.',
  'security.both':
    'Das Verlegen des Schlüssels wurde unterbrochen: Er liegt an beiden Stellen. Verlegen Sie ihn noch einmal.',
  'security.locked':
    'Die Passwörter sind jetzt nicht lesbar: Der Schlüsselbund mit ihrem Schlüssel lässt sich nicht benutzen, denn {why}.',
  'security.lost.keyring': 'Die Passwörter sind nicht lesbar: Ihr Schlüssel ist nicht im Schlüsselbund des Systems.',
  'security.lost.keyring.means':
    'Er wurde dort entfernt, oder dieser Ordner stammt von einem anderen Rechner, auf dem der Schlüssel noch liegt.',
  'security.lost.file':
    'Die Passwörter sind nicht lesbar: Die Datei mit ihrem Schlüssel fehlt oder enthält einen anderen.',
  'security.lost.file.means': 'Wenn Sie eine Kopie der Datei haben, legen Sie sie zurück: {file}.',
  'security.damaged': 'Nicht alle Passwörter sind lesbar: Die Datei, in der sie liegen, wurde verändert.',
  'security.damaged.means':
    'Geben Sie sie dort neu ein, wo sie gebraucht werden: beim Plan oder beim Benachrichtigungsweg.',
  'security.kept': { one: '{count} Passwort ist gespeichert.', other: '{count} Passwörter sind gespeichert.' },
  'security.to-keyring': 'In den Schlüsselbund verlegen',
  'security.to-file': 'In eine Datei verlegen',
  'security.keyring.closed': 'Der Schlüsselbund des Systems lässt sich nicht benutzen: {why}.',
  'security.forget': 'Alle Passwörter vergessen …',
  'security.forget.sure':
    'Jedes Passwort muss dann neu eingegeben werden. Was nicht mehr lesbar ist, wird beiseitegelegt, nicht vernichtet.',
  'security.forget.yes': 'Alle Passwörter vergessen',
  'security.forget.no': 'Behalten',
} as const;
