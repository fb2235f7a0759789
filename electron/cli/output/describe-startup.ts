import os from 'node:os';
import type { LoginStart, ServiceStatus, ServiceStep } from '#shared/domain/startup.ts';
import { fields } from './table.ts';

/** What installing or removing a service did, a line each. */
export const stepLines = (steps: readonly ServiceStep[], service: ServiceStatus): readonly string[] =>
  steps.map((step) => stepWords[step](service));

const stepWords: Readonly<Record<ServiceStep, (service: ServiceStatus) => string>> = {
  written: ({ file }) => `Written: ${file}`,
  unchanged: ({ file }) => `It is as it should be already: ${file}`,
  enabled: () => 'It starts when you log in.',
  started: ({ name }) => `Started: ${name}`,
  restarted: ({ name }) => `Started anew, since it was changed: ${name}`,
  'not-started': () => 'It was not started now.',
  'login-off': () => 'Start at login was switched off: the service does that.',
  stopped: ({ name }) => `Stopped: ${name}`,
  'runs-on': () => 'What runs now goes on until you log out.',
  disabled: () => 'It does not start at login any more.',
  removed: ({ name }) => `Removed: ${name}`,
  'not-installed': () => 'There is no service of this home. Nothing was done.',
};

/** The service of a home, name by name; `url`: of whoever owns the home. */
export function describeService(service: ServiceStatus, url: string | undefined): readonly string[] {
  const { manager, name, file, installed, enabled, pid, owner, linger } = service;
  if (manager === null) return ['Neither systemd nor launchd was found here, so there is no service.'];
  const state = installed ? `installed, ${enabled ? 'starts at login' : 'does not start at login'}` : 'not installed';
  const running =
    pid === null ? 'no' : `yes, process ${pid}${owner ? '' : '; it waits, since another one runs this home'}`;
  return fields([
    ['service', `${name} (${manager})`],
    ['state', state],
    ...(installed && file !== null ? ([['file', file]] as const) : []),
    ['running', running],
    ...(linger === null
      ? []
      : ([['at boot', linger ? 'yes, without a login' : 'no, only once you have logged in']] as const)),
    ...(url === undefined ? [] : ([['address', url]] as const)),
  ]);
}

/** What is amiss, or worth knowing, each with its next step. */
export function serviceNotes(service: ServiceStatus): readonly string[] {
  const { manager, reachable, name, installed, enabled, running, failure, linger, programThere } = service;
  if (!installed) return [];
  return [
    ...(programThere === false ? [`note: ${goneWords(service)}`] : []),
    ...(reachable ? [] : [`note: ${unreachableWords(manager, name)}`]),
    ...(failure === null ? [] : [`note: It ended with “${failure}”. Its log: ${logCommand(service)}`]),
    ...(reachable && enabled && !running && failure === null
      ? [`note: It is not running. Start it with “holdfast service install”.`]
      : []),
    ...(linger === false ? [`note: ${lingerWords()}`] : []),
  ];
}

const goneWords = ({ command }: ServiceStatus): string =>
  `The program that it runs is not there any more: ${command.slice(0, 2).join(' ')}. Run “holdfast service install” again.`;

function unreachableWords(manager: ServiceStatus['manager'], name: string): string {
  if (manager === 'launchd') {
    return 'launchd has no session of this user’s desktop here, so nothing was asked of it. Log in at the screen.';
  }
  return `systemd’s manager of your services can’t be reached from here (su, cron and containers have none), so it was not asked. Log in as ${user()} at a terminal or by ssh, or as root run “loginctl enable-linger ${user()}”; then “systemctl --user enable --now ${name}”.`;
}

const lingerWords = (): string =>
  `On a server nobody logs in, and the service ends when the last session does. “loginctl enable-linger ${user()}” lets it run from when the machine starts.`;

const logCommand = ({ manager, name }: ServiceStatus): string =>
  manager === 'launchd' ? `~/Library/Logs/Holdfast/${name}.log` : `journalctl --user -u ${name}`;

const user = (): string => os.userInfo().username;

/** Start at login, in lines. */
export function describeLogin({ starts, on, file, programGone, lack }: LoginStart): readonly string[] {
  if (lack === 'system')
    return ['Start at login can’t be arranged from here: use the desktop window, or “holdfast service install”.'];
  if (lack === 'service')
    return ['Holdfast runs as a service, which starts at login by itself. See “holdfast service status”.'];
  const what = starts === 'window' ? 'the window, hidden' : 'Holdfast without a window (“holdfast serve”)';
  return [
    on ? `On: logging in starts ${what}.` : `Off. Switched on, logging in would start ${what}.`,
    ...(on && file !== null ? [`Written in ${file}`] : []),
    ...(programGone ? ['The program that it names is not there any more: run “holdfast login on” again.'] : []),
  ];
}
