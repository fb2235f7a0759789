import { readErrorDetails } from '#shared/contract/typed-error.ts';
import type { RunDetail } from '#shared/domain/run.ts';
import { HoldfastError, isErrorCode } from '#shared/errors.ts';
import type { RunService } from '../runs/run-service.ts';

/** Waits for the end of a run, which is cancelled when the signal aborts. Throws what it failed with. */
export async function awaitRun(
  { service }: Pick<RunService, 'service'>,
  runId: string,
  signal: AbortSignal,
): Promise<RunDetail> {
  const cancel = (): void => {
    // It may have ended meanwhile.
    service.cancel({ run: runId }).catch(() => undefined);
  };
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for await (const event of service.watch({ run: runId })) if (event.type === 'ended') return judge(event.run);
    return judge(await service.get({ run: runId }));
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

function judge(run: RunDetail): RunDetail {
  if (run.error && isErrorCode(run.error.code))
    throw new HoldfastError(run.error.code, readErrorDetails(run.error.details));
  if (run.outcome === 'cancelled') throw new HoldfastError('cancelled');
  return run;
}
