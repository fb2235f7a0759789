import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { noNotifier } from '../../electron/engine/notifications/no-notifier.ts';
import { createDesktopDouble } from './desktop-double.ts';
import { createLoginItemDouble } from './login-item-double.ts';
import { createMachineDouble } from './machine-double.ts';
import { createSilentLogger } from './silent-logger.ts';

/** An engine over a home for as long as it is used; `now` is its clock. */
export async function withEngine<Result>(
  home: string,
  owner: 'command' | 'host',
  now: () => number,
  use: (engine: Engine) => Result,
): Promise<Awaited<Result>> {
  const ports = {
    clock: { now },
    logger: createSilentLogger(),
    desktop: createDesktopDouble(),
    notifier: noNotifier,
    machine: createMachineDouble(),
    loginItem: createLoginItemDouble(),
  };
  const engine = await createEngine({ home, owner, ports });
  try {
    return await use(engine);
  } finally {
    await engine.close();
  }
}
