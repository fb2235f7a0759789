import type { ReactElement } from 'react';
import type { RunDetail } from '#shared/domain/run.ts';
import { RunWarnings } from '../activity/run-warnings.tsx';
import { RunOutcome } from '../runs/run-outcome.tsx';
import { RestoreNext } from './restore-next.tsx';

interface RestoreOutcomeProps {
  readonly runId: string;
  /** Undefined until it was read. */
  readonly run: RunDetail | undefined;
}

/** Progress with its end and its way to cancel; then what was done, what can be done next, and what was warned about. */
export const RestoreOutcome = ({ runId, run }: RestoreOutcomeProps): ReactElement => (
  <>
    <RunOutcome runId={runId} />
    {run !== undefined && <RestoreNext run={run} />}
    {run !== undefined && run.warnings.length > 0 && <RunWarnings run={run} />}
  </>
);
