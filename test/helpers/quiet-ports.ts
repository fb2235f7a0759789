import { noNotifier } from '../../electron/engine/notifications/no-notifier.ts';
import { type Ports, systemClock } from '../../electron/engine/ports.ts';
import { createDesktopDouble } from './desktop-double.ts';
import { createLoginItemDouble } from './login-item-double.ts';
import { createMachineDouble } from './machine-double.ts';
import { createSilentLogger } from './silent-logger.ts';

/** What an engine in a test is given where nothing of it matters. */
export const quietPorts = (): Ports => ({
  clock: systemClock,
  logger: createSilentLogger(),
  desktop: createDesktopDouble(),
  notifier: noNotifier,
  machine: createMachineDouble(),
  loginItem: createLoginItemDouble(),
});
