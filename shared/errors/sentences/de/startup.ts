import { text } from '../../error-details.ts';
import type { SentencesOf } from '../../sentence.ts';

/** Of what starts Holdfast by itself. */
export const startup = {
  'no-service-manager': () =>
    'Weder systemd noch launchd wurde gefunden, daher ist nichts da, was Holdfast als Dienst ausführen würde. Lassen Sie stattdessen die Mittel dieses Systems „holdfast serve“ starten; in einer crontab ist das die Zeile „@reboot holdfast serve --no-address“.',
  'service-refused': (d) =>
    `„${text(d.command)}“ ist fehlgeschlagen: ${text(d.reason) || 'ohne Angabe eines Grundes'}. Näheres sagt „holdfast service status“.`,
  'program-temporary': (d) =>
    `Holdfast läuft aus ${text(d.path)}, was nach einem Neustart nicht mehr da ist. Installieren Sie es, oder verschieben Sie es dorthin, wo es bleiben kann, und versuchen Sie es von dort noch einmal (oder mit --anyway).`,
  'login-not-switched': (d) =>
    d.lack === 'service'
      ? 'Holdfast läuft als Dienst, der schon bei der Anmeldung startet. Entfernen Sie ihn zuerst: „holdfast service uninstall“.'
      : 'Ein Start bei der Anmeldung ist hier nicht möglich. Nutzen Sie das Desktop-Fenster oder „holdfast service install“.',
} as const satisfies SentencesOf;
