import { useMutation } from '@tanstack/react-query';
import { type ReactElement, type ReactNode, useState } from 'react';
import type { RestorePreview, RestoreRequest } from '#shared/domain/restore.ts';
import type { Snapshot } from '#shared/domain/snapshot.ts';
import { client } from '../../api/client.ts';
import { api } from '../../api/queries.ts';
import { useNow } from '../../app/format/use-now.ts';
import { t } from '../../app/messages/t.ts';
import type { RestoreSearch } from '../../app/search-params.ts';
import { DryRunView } from './dry-run-view.tsx';
import { RestoreConfirm } from './restore-confirm.tsx';
import { SafetyChoice } from './safety-choice.tsx';
import { useDryRun } from './use-dry-run.ts';
import { useLackOfSafety } from './use-lack-of-safety.ts';
import { whatAndWhere } from './what-and-where.ts';

export interface StepProps {
  readonly snapshot: Snapshot;
  readonly request: RestoreRequest;
  /** Chooses otherwise, and shows what would happen then. */
  readonly onChange: (change: Partial<RestoreSearch>) => void;
  /** Back to the choices. */
  readonly onBack: () => void;
  readonly onStarted: (runId: string) => void;
}

interface PlanStepProps extends StepProps {
  /** A dry run that was made already. */
  readonly known?: string;
  /** What is to be known before the plan is read. */
  readonly lead?: ReactNode;
}

/** The dry run, and the confirmation that it asks for. */
export function PlanStep({ snapshot, request, onChange, onBack, onStarted, known, lead }: PlanStepProps): ReactElement {
  const [tries, setTries] = useState(0);
  const { preview, stale, error } = useDryRun(JSON.stringify([request, known, tries]), (signal) =>
    beginDryRun(request, tries === 0 ? known : undefined, signal),
  );
  const start = useMutation(api.restores.start.mutationOptions({ onSuccess: ({ runId }) => onStarted(runId) }));
  const lack = useLackOfSafety(snapshot, preview);
  const now = useNow();
  return (
    <DryRunView
      preview={preview}
      stale={stale}
      error={error}
      snapshot={snapshot}
      inPlace={request.to === null}
      what={whatAndWhere(snapshot, request, now)}
      lead={lead}
      back={{ label: t('restore.choose-again'), go: onBack }}
      onRetry={() => setTries(tries + 1)}
    >
      {preview !== undefined && (
        <RestoreConfirm
          preview={preview}
          label={t('restore.go')}
          safety={request.safety && lack !== 'read-only'}
          blocked={lack === 'read-only' && request.safety}
          pending={start.isPending}
          error={start.error}
          onStart={(confirm) => start.mutate({ ...request, confirm })}
        >
          <SafetyChoice
            preview={preview}
            lack={lack}
            chosen={request.safety}
            onChoose={(safety) => {
              start.reset();
              onChange({ safety: safety ? undefined : false });
            }}
          />
        </RestoreConfirm>
      )}
    </DryRunView>
  );
}

/** One that was made already may be gone by now: then it is made anew. */
async function beginDryRun(
  request: RestoreRequest,
  known: string | undefined,
  signal: AbortSignal,
): Promise<RestorePreview> {
  const begin = () => client.restores.preview(request, { signal });
  return known === undefined ? begin() : client.restores.previewed({ preview: known }, { signal }).catch(begin);
}
