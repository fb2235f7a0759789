import type { HoldfastClient } from '#shared/contract/index.ts';
import type { RunDetail, RunKind } from '#shared/domain/run.ts';
import { HoldfastError } from '#shared/errors.ts';
import { exitDone, exitOfRun, exitWarnings } from './exit-codes.ts';
import { CommandFailure } from './failure.ts';
import { displayText } from './output/display-name.ts';
import type { Context } from './verb.ts';

const warningsShown = 20;

/**
 * Starts long work and shows its progress until it has ended. Ctrl-C cancels the run and waits for its end; a second
 * one ends the process at once.
 */
export async function followRun(
  context: Context,
  kind: RunKind,
  start: (client: HoldfastClient) => Promise<{ readonly runId: string }>,
): Promise<RunDetail> {
  const held = context.interrupts.hold();
  try {
    const client = await context.client(kind);
    const { runId } = await start(client);
    if (context.json) await context.out.json({ type: 'started', runId });
    const stopCancelling = cancelOnInterrupt(context, client, runId);
    try {
      return await watch(context, client, runId);
    } finally {
      stopCancelling();
    }
  } finally {
    context.out.progress(null);
    held.release();
  }
}

/** Shows what a run warned about, and throws what it failed with. Gives the exit code of one that did not fail. */
export function conclude(context: Context, run: RunDetail): number {
  showWarnings(context, run);
  const exit = exitOfRun(run);
  if (exit === exitDone || exit === exitWarnings) return exit;
  throw new CommandFailure(failureOfRun(run));
}

/** What a run failed with. */
export function failureOfRun(run: RunDetail) {
  const exit = exitOfRun(run);
  if (run.error) return { ...run.error, exit };
  if (run.outcome === 'cancelled')
    return { code: 'cancelled', message: new HoldfastError('cancelled').message, details: {}, exit };
  return { code: 'interrupted', message: new HoldfastError('interrupted').message, details: {}, exit };
}

export function showWarnings(context: Context, run: RunDetail): void {
  if (context.json) return;
  for (const warning of run.warnings.slice(0, warningsShown))
    context.out.note(`warning: ${displayText(warning.message)}`);
  const more = run.warningCount - Math.min(run.warnings.length, warningsShown);
  if (more > 0) context.out.note(`… and ${more} more: holdfast run show ${run.id.slice(0, 8)}`);
}

async function watch(context: Context, client: HoldfastClient, runId: string): Promise<RunDetail> {
  for await (const event of await client.runs.watch({ run: runId })) {
    if (event.type === 'ended') return event.run;
    if (context.json) await context.out.json(event);
    else context.out.progress(event.progress);
  }
  const run = await client.runs.get({ run: runId });
  if (run.outcome === null) {
    throw new HoldfastError('internal', { reason: `the engine stopped telling about the run ${runId}` });
  }
  return run;
}

function cancelOnInterrupt(context: Context, client: HoldfastClient, runId: string): () => void {
  const { signal } = context.interrupts;
  const cancel = () => {
    if (!context.json) context.out.note('Cancelling. Press Ctrl-C again to end at once.');
    // When the run ended meanwhile there is nothing left to cancel: its end is on the way.
    client.runs.cancel({ run: runId }).catch(() => undefined);
  };
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  return () => signal.removeEventListener('abort', cancel);
}
