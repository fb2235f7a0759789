export const startup = {
  'startup.title': 'Starting by itself',
  'startup.hint': 'Backups that are due start only while Holdfast runs. This is how it is there without you.',
  'startup.login': 'Start at login',
  'startup.login.window': 'Logging in starts the window, hidden.',
  'startup.login.host': 'Logging in starts Holdfast in the background, without a window.',
  'startup.login.by-service': 'The service below starts at login already.',
  'startup.login.nowhere': 'Start at login can’t be arranged here: there is no desktop to log in to.',
  'startup.login.gone': 'The program that starts at login is not there any more. Switch it off and on again.',
  'startup.service': 'Run as a service',
  'startup.service.systemd':
    'systemd runs Holdfast for you, with or without a window, and starts it again if it fails.',
  'startup.service.launchd':
    'launchd runs Holdfast for you, with or without a window, and starts it again if it fails.',
  'startup.service.none': 'Neither systemd nor launchd was found here, so there is no service.',
  'startup.service.temporary':
    'Holdfast runs from a folder that will not be there after a restart. Install it first, or move it to where it can stay.',
  'startup.service.running': 'It is running, process {pid}.',
  'startup.service.waiting': 'It is running (process {pid}) and takes over when this one ends.',
  'startup.service.stopped': 'It is not running.',
  'startup.service.failed': 'It ended with “{failure}”. Its log tells more:',
  'startup.service.not-asked':
    'systemd can’t be reached from here, so it was only written down: it starts when you next log in.',
  'startup.service.gone': 'The program that it runs is not there any more. Switch it off and on again.',
  'startup.service.runs-on': 'It will not start again. What runs now goes on until you log out.',
  'startup.service.no-linger':
    'It starts when you log in and ends with your last session. On a server, let it run from when the machine starts:',
  'startup.service.linger': 'It runs from when the machine starts, also without a login.',
  'startup.offer.login': 'Shall Holdfast start when you log in? Then backups go on by themselves, in the background.',
  'startup.offer.service':
    'Shall Holdfast run as a service? Then backups go on by themselves, also when this window is closed.',
  'startup.offer.yes.login': 'Start at login',
  'startup.offer.yes.service': 'Run as a service',
  'startup.offer.no': 'No, I start it myself',
  'startup.offer.where': 'You can change this in Settings at any time.',
} as const;
