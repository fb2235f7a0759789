import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { DatabaseRestoreRequest } from '#shared/domain/database-restore.ts';
import { api } from '../../../api/queries.ts';
import { t } from '../../../app/messages/t.ts';
import type { DatabaseRestoreSearch } from '../../../app/search-params.ts';
import { DatabasePlanView } from './database-plan-view.tsx';
import { PlanChoices } from './plan-choices.tsx';

interface DatabasePlanStepProps {
  readonly request: DatabaseRestoreRequest;
  /** Chooses otherwise, and shows what would happen then. */
  readonly onChange: (change: Partial<DatabaseRestoreSearch>) => void;
  readonly onBack: () => void;
  readonly onStarted: (runId: string) => void;
}

/** The dry run of a database's restore, and the confirmation that it asks for. */
export function DatabasePlanStep({ request, onChange, onBack, onStarted }: DatabasePlanStepProps): ReactElement {
  const { data, error, isPlaceholderData, isFetching, refetch } = useQuery({
    ...api.databases.restorePreview.queryOptions({ input: request }),
    // It is asked of the server anew each time, and never kept: it may hold a password.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    placeholderData: (before) => before,
  });
  const start = useMutation(api.databases.restore.mutationOptions({ onSuccess: ({ runId }) => onStarted(runId) }));
  return (
    <DatabasePlanView
      preview={data}
      stale={isPlaceholderData || isFetching}
      error={error}
      back={{ label: t('restore.choose-again'), go: onBack }}
      onRetry={() => void refetch()}
      label={t('restore.go')}
      pending={start.isPending}
      startError={start.error}
      onStart={(confirm) => start.mutate({ ...request, confirm })}
    >
      {data !== undefined && (
        <PlanChoices
          preview={data}
          request={request}
          onChange={(change) => {
            start.reset();
            onChange(change);
          }}
        />
      )}
    </DatabasePlanView>
  );
}
