import type { RunKind } from '#shared/domain/run.ts';
import type { WaitReason } from '#shared/domain/schedule.ts';
import type { Ending, EventWords } from './event-words.ts';

const nouns: Readonly<Record<RunKind, string>> = {
  backup: 'Die Sicherung',
  verify: 'Die Prüfung',
  'test-restore': 'Die Testwiederherstellung',
  delete: 'Das Löschen von Sicherungsständen',
  repair: 'Die Reparatur',
  restore: 'Die Wiederherstellung',
  'restore-database': 'Die Wiederherstellung einer Datenbank',
  rebuild: 'Der Neuaufbau des Katalogs',
};

const endings: Readonly<Record<Ending, string>> = {
  failed: 'ist gescheitert',
  'cut-off': 'wurde unterbrochen',
  'not-begun': 'wurde nicht begonnen',
  began: 'hat begonnen',
  succeeded: 'ist gelungen',
  again: 'ist wieder gelungen',
};

const nameOf = (kind: RunKind, plan: string | null): string =>
  plan === null ? nouns[kind] : `${nouns[kind]} von „${plan}“`;

export const de: EventWords = {
  locale: 'de-DE',
  headline: (kind, plan, ending) => `${nameOf(kind, plan)} ${endings[ending]}`,
  withWarnings: (kind, plan, count) =>
    `${nameOf(kind, plan)} ist mit ${count === 1 ? 'einer Warnung' : `${count} Warnungen`} gelungen`,
  moreWarnings: (count) => `${count === 1 ? 'Eine weitere steht' : `${count} weitere stehen`} im Bericht des Laufs.`,
  seeRun: (run) => `Das Protokoll des Laufs finden Sie in Holdfast, oder mit „holdfast run show ${run}“.`,
  seeWarnings:
    'Sehen Sie nach, ob etwas Wichtiges fehlt: Lassen Sie es im Plan absichtlich aus, oder beheben Sie die Ursache.',
  unusual: (plan) => `In „${plan}“ hat sich weit mehr geändert als sonst`,
  seeUnusual:
    'Sehen Sie unter „Pläne“ oder mit „holdfast changes“ nach, was sich geändert hat, und sagen Sie, ob Sie das waren. Bis dahin wird keiner der Sicherungsstände von selbst gelöscht.',
  failingSince: (moment) => `Seit ${moment} war das nicht mehr gelungen.`,
  overdue: (plan) => `Eine Sicherung von „${plan}“ ist überfällig`,
  dueSince: (moment) => `Fällig ist sie seit ${moment}.`,
  noneYet: 'Es gibt noch keine gute Sicherung davon.',
  lastGood: (moment) => `Die letzte gute ist vom ${moment}.`,
  waits: (why) => `Sie wartet: ${why}.`,
  nextOfOverdue,
  caughtUp: (plan) => `„${plan}“ ist wieder gesichert`,
  noneSince: (moment) => `Seit ${moment} war keine Sicherung rechtzeitig gemacht worden.`,
  low: (repository, willBe) => `Das Laufwerk von ${repository} ${willBe ? 'ist bald voll' : 'ist fast voll'}`,
  left: (free, total) => `${free} von ${total} sind frei.`,
  noRoom: (moment) => `Geht es weiter wie in den letzten Wochen, ist am ${moment} kein Platz mehr.`,
  makeRoom:
    'Schaffen Sie Platz auf dem Laufwerk, lassen Sie Pläne weniger Sicherungsstände aufbewahren, oder nehmen Sie ein größeres Laufwerk. Holdfast löscht nichts, was ein Plan aufbewahren soll.',
  reached: 'Holdfast kann Sie erreichen',
  testOf: (channel) =>
    `Das ist ein Test von „${channel}“. Wenn mit Ihren Sicherungen etwas nicht stimmt, erfahren Sie es auf diesem Weg.`,
  onMachine: (machine) => `Auf ${machine}.`,
  sentBy: (machine) =>
    `Gesendet von Holdfast auf ${machine}. Worüber und wie Sie benachrichtigt werden, steht unter Einstellungen, Benachrichtigungen.`,
  whatToDo: 'Was zu tun ist',
  facts: { plan: 'Plan', when: 'Wann', begun: 'Begonnen', ended: 'Beendet', computer: 'Rechner', run: 'Lauf' },
  afterwards: {
    'run-failed': 'Solange das so bleibt, kommt keine weitere E-Mail; Sie erfahren, wenn es vorbei ist.',
    overdue: 'Dazu kommt keine weitere E-Mail, bis eine Sicherung gemacht ist.',
    'run-warning': 'Solange es Warnungen derselben Art sind, kommt dazu keine weitere E-Mail.',
    'low-space': 'Dazu kommt keine weitere E-Mail, bis wieder Platz war.',
  },
};

function nextOfOverdue(waitingFor: WaitReason | null): string {
  switch (waitingFor) {
    case 'volume-away':
    case 'wrong-volume':
      return 'Schließen Sie das Laufwerk des Repositorys an; die Sicherung startet dann von selbst.';
    case 'read-only':
      return 'Sorgen Sie dafür, dass auf das Laufwerk geschrieben werden kann; die Sicherung startet dann von selbst.';
    case 'battery':
      return 'Schließen Sie den Rechner ans Netz an; die Sicherung startet dann von selbst.';
    case 'keyring':
      return 'Melden Sie sich an der grafischen Oberfläche an, oder verlegen Sie dort den Schlüssel zu den Passwörtern in eine Datei: „holdfast secrets move file“.';
    case 'paused':
      return 'Lassen Sie die Zeitpläne unter „Verlauf“ weiterlaufen, oder mit „holdfast schedule resume“.';
    default:
      return 'Lassen Sie Holdfast auf diesem Rechner laufen, oder starten Sie jetzt eine Sicherung: „Jetzt sichern“, oder „holdfast backup“.';
  }
}
