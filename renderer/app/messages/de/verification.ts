export const verification = {
  'activity.tab.verification': 'Prüfung',
  'run.name.repair': 'Reparatur von „{plan}“',
  'command.verification': 'Zeigen, was heil und was beschädigt ist',
  'command.repair-all': 'Alles Beschädigte reparieren',

  'verification.none': 'Es gibt noch keinen Sicherungsstand zu prüfen.',
  'verification.never': 'Noch wurde nichts auf Schäden geprüft.',
  'verification.unknown': 'Die Sicherungsstände konnten nicht gelesen werden.',
  'verification.some': {
    one: 'Was geprüft wurde, ist heil; {count} von {total} Sicherungsständen ist noch zu prüfen.',
    other: 'Was geprüft wurde, ist heil; {count} von {total} Sicherungsständen sind noch zu prüfen.',
  },
  'verification.whole': {
    one: 'Der Sicherungsstand ist heil, geprüft {ago}.',
    other: 'Alle {count} Sicherungsstände sind heil; die älteste Prüfung war {ago}.',
  },
  'verification.damaged': {
    one: '{count} von {total} Sicherungsständen enthält beschädigte Dateien.',
    other: '{count} von {total} Sicherungsständen enthalten beschädigte Dateien.',
  },
  'verification.damaged-only': 'Der Sicherungsstand enthält beschädigte Dateien.',
  'verification.hint':
    'Eine Prüfung liest jede Datei zurück und vergleicht sie mit der Prüfsumme, die beim Sichern gebildet wurde.',
  'verification.check-all': 'Jetzt alles prüfen',
  'verification.check': 'Prüfen',
  'verification.check-plan': 'Alle Sicherungsstände von „{plan}“ prüfen',
  'verification.repair-all': 'Reparieren',
  'verification.repair': 'Reparieren',
  'verification.repair-one': 'Den Sicherungsstand von „{plan}“ vom {time} reparieren',
  'verification.try': 'Ansehen, was sich reparieren lässt',
  'verification.see': 'Schäden ansehen',

  'verification.mark.damaged': 'Beschädigt',
  'verification.mark.unchecked': 'Nicht geprüft',
  'verification.mark.partly': 'Teilweise geprüft',
  'verification.mark.whole': 'Heil',

  'proofs.title': 'Was wann nachgewiesen wurde',
  'proofs.checked': {
    one: '{count} von {total} heil',
    other: '{count} von {total} heil',
  },
  'proofs.newest': 'zuletzt {ago}',
  'proofs.none': 'noch nicht',

  'harm.title': 'Beschädigt',
  'harm.hint':
    'Eine Reparatur nimmt denselben Inhalt aus einem anderen Sicherungsstand oder von Ihren jetzigen Dateien und legt die beschädigte Kopie beiseite.',
  'harm.of': '„{plan}“ vom {time}',
  'harm.files': {
    one: '{count} beschädigte oder fehlende Datei',
    other: '{count} beschädigte oder fehlende Dateien',
  },
  'harm.shared': {
    one: 'auch in {count} anderem Sicherungsstand',
    other: 'auch in {count} anderen Sicherungsständen',
  },
  'harm.fact': { one: '{count} beschädigt', other: '{count} beschädigt' },
  'harm.itself': 'Beschädigt oder fehlend',
  'harm.inside': 'Enthält beschädigte oder fehlende Dateien',
  'harm.entry': 'In diesem Sicherungsstand ist es beschädigt: {reason}.',
  'harm.below': 'In diesem Sicherungsstand ist etwas in diesem Ordner beschädigt.',
  'harm.more': 'Mehr zeigen',
  'harm.note': {
    one: '{count} Datei dieses Sicherungsstands ist beschädigt oder fehlt.',
    other: '{count} Dateien dieses Sicherungsstands sind beschädigt oder fehlen.',
  },

  'repair.title': { one: '{count} Datei angesehen', other: '{count} Dateien angesehen' },
  'repair.title.dry': {
    one: 'Was für {count} Datei getan werden könnte',
    other: 'Was für {count} Dateien getan werden könnte',
  },
  'repair.outcome.repaired': 'Repariert',
  'repair.outcome.repairable': 'Reparierbar',
  'repair.outcome.sound': 'Doch in Ordnung',
  'repair.outcome.left': 'Gelassen, wie sie ist',
  'repair.from.snapshot': 'aus dem Sicherungsstand {name}',
  'repair.from.source': 'von Ihrer jetzigen Datei',
  'repair.next.back-up': 'Sichern Sie erneut, um zu behalten, was die Quelle jetzt hat.',
  'repair.next.older-version': 'Eine andere Version davon kann heil sein.',
  'repair.next.make-room': 'Schaffen Sie Platz auf dem Laufwerk, und reparieren Sie erneut.',
  'repair.next.check-again': 'Prüfen Sie es erneut.',
  'repair.next.none': 'Nichts anderes enthält es.',
} as const;
