import { text } from '../../error-details.ts';
import type { SentencesOf } from '../../sentence.ts';

/** Of what starts Holdfast by itself. */
export const startup = {
  'no-service-manager': () =>
    'Neither systemd nor launchd was found, so there is nothing that would run Holdfast as a service. Have this system’s own means run “holdfast serve” instead; in a crontab that is the line “@reboot holdfast serve --no-address”.',
  'service-refused': (d) =>
    `“${text(d.command)}” failed: ${text(d.reason) || 'it did not say why'}. See “holdfast service status”.`,
  'program-temporary': (d) =>
    `Holdfast runs from ${text(d.path)}, which will not be there any more after a restart. Install it, or move it to where it can stay, and try again from there (or say --anyway).`,
  'login-not-switched': (d) =>
    d.lack === 'service'
      ? 'Holdfast runs as a service, which starts at login by itself. Remove that first: “holdfast service uninstall”.'
      : 'Start at login can’t be arranged here. Use the desktop window, or “holdfast service install”.',
} as const satisfies SentencesOf;
