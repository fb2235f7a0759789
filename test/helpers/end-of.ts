import type { RunDetail } from '#shared/domain/run.ts';
import type { Engine } from '../../electron/engine/engine.ts';

/** A run once it has ended. */
export async function endOf({ services }: Engine, run: string): Promise<RunDetail> {
  for await (const event of services.runs.watch({ run })) if (event.type === 'ended') return event.run;
  return services.runs.get({ run });
}
