import type { HoldfastClient } from '#shared/contract/index.ts';
import { toHoldfastError } from '#shared/contract/typed-error.ts';
import { pauseEnd } from './pause-end.ts';
import type { EngineCommand } from './tray-face.ts';

/** Asks the engine for what was clicked. `now` in ms. Rejects with the first failure; of several plans the others are started. */
export async function obey(command: EngineCommand, client: HoldfastClient, now: number): Promise<void> {
  switch (command.kind) {
    case 'back-up': {
      const started = await Promise.allSettled(command.plans.map((plan) => client.runs.backup({ plan })));
      const failures = started.flatMap((one) => (one.status === 'rejected' ? [toHoldfastError(one.reason)] : []));
      // That a backup of it runs already is what was wanted.
      const [failure] = failures.filter(({ code }) => code !== 'plan-busy');
      if (failure !== undefined) throw failure;
      return;
    }
    case 'cancel':
      return client.runs.cancel({ run: command.run });
    case 'pause': {
      const end = pauseEnd(command.span, now);
      await client.schedules.pause({ until: end === null ? null : new Date(end).toISOString() });
      return;
    }
    case 'resume':
      await client.schedules.resume();
      return;
  }
}
