import type { Progress, RunDetail, RunEvent } from '#shared/domain/run.ts';
import { client } from '../../api/client.ts';
import { useStream } from '../../app/use-stream.ts';

interface RunProgress {
  readonly progress: Progress | undefined;
  /** The run as it ended; undefined while it goes on. */
  readonly ended: RunDetail | undefined;
  readonly error: unknown;
}

/** Live progress of a run; null follows none. */
export function useRunProgress(runId: string | null): RunProgress {
  const { latest, error } = useStream<RunEvent>(runId, (signal) => client.runs.watch({ run: runId ?? '' }, { signal }));
  const current = latest !== undefined && runIdOf(latest) === runId ? latest : undefined;
  return {
    progress: current?.type === 'progress' ? current.progress : undefined,
    ended: current?.type === 'ended' ? current.run : undefined,
    error,
  };
}

const runIdOf = (event: RunEvent): string => (event.type === 'progress' ? event.runId : event.run.id);
