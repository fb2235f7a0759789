export const hooks = {
  'plan.hooks': 'Befehle',
  'plan.hooks.hint':
    'Was dieser Computer vor und nach einer Sicherung ausführt: ein Programm anhalten und wieder starten, einem anderen melden, wie es lief.',
  'plan.missing.hook': 'Einer der Befehle ist leer.',

  'hook.none': 'Es wird nichts ausgeführt.',
  'hook.list': 'Befehle',
  'hook.add': 'Befehl hinzufügen',
  'hook.change-one': 'Befehl ändern: {name}',
  'hook.close-one': 'Fertig mit dem Befehl: {name}',
  'hook.remove': 'Befehl entfernen: {name}',
  'hook.editor': 'Befehl: {name}',
  'hook.new': 'neuer Befehl',
  'hook.when': 'Wann',
  'hook.when.before': 'Vor einer Sicherung',
  'hook.when.success': 'Nach einem Erfolg',
  'hook.when.warning': 'Nach einem Erfolg mit Warnungen',
  'hook.when.failure': 'Nach einem Fehlschlag',
  'hook.when.always': 'Nach jedem Lauf',
  'hook.when.before.hint': 'Wenn das Laufwerk da und der Plan gesperrt ist, bevor etwas geschrieben wird.',
  'hook.when.success.hint': 'Wenn alles gut ging; eine Sicherung mit Warnungen ist ein eigener Anlass.',
  'hook.when.warning.hint': 'Wenn der Sicherungsstand angelegt ist und etwas angesehen werden sollte.',
  'hook.when.failure.hint':
    'Auch wenn das Laufwerk fehlt, ein anderer Lauf den Plan hält oder Holdfast abgeschossen wurde.',
  'hook.when.always.hint':
    'Wie auch immer der Lauf endete, wenn er bis zu den Befehlen davor gekommen war; auch nach einem Abbruch.',
  'hook.command': 'Befehl',
  'hook.command.hint':
    'Eine Zeile für /bin/sh, mit Ihren Rechten ausgeführt. Was HOLDFAST_PLAN, HOLDFAST_OUTCOME, HOLDFAST_SNAPSHOT, HOLDFAST_ERROR und andere enthalten, steht in der README. Schreiben Sie keine Passwörter hinein: Der Plan wird mit seinen Sicherungsständen gespeichert.',
  'hook.timeout': 'Zeitgrenze in Sekunden',
  'hook.stop': 'Wenn er fehlschlägt, nichts sichern',
  'hook.strange':
    'Dieser Befehl kam mit dem Repository, und niemand hat ihm auf diesem Computer zugestimmt. Bis Sie das tun, wird er nicht ausgeführt.',
  'hook.agree': 'Zustimmen',
  'hook.agreed': 'Sie haben zugestimmt: Er wird ausgeführt, sobald der Plan gespeichert ist.',
  'hook.try': 'Jetzt ausprobieren',
  'hook.try.running': 'Läuft …',
  'hook.try.stop': 'Anhalten',
  'hook.try.done': 'Erfolgreich',
  'hook.try.failed': 'Fehlgeschlagen',
  'hook.try.time': '{end} nach {time}',
  'hook.try.silent': 'Er hat nichts ausgegeben.',
  'hook.try.output': 'Ausgabe',

  'run-hooks.title': { one: '{count} Befehl', other: '{count} Befehle' },
  'run-hooks.done': 'Erledigt',
} as const;
