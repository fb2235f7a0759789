import type { Engine } from '../../electron/engine/engine.ts';
import type { RunDetail } from '../../shared/domain/run.ts';

/** Waits for the end of a run, whatever that is. */
export async function endedRun({ services }: Engine, runId: string): Promise<RunDetail> {
  for await (const event of services.runs.watch({ run: runId })) if (event.type === 'ended') return event.run;
  throw new Error('the run ended without a word');
}
