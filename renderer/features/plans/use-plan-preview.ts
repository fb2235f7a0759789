import { useDebouncedValue } from '@mantine/hooks';
import type { Exclusions, PlanPreview } from '#shared/domain/plan.ts';
import { client } from '../../api/client.ts';
import { useStream } from '../../app/use-stream.ts';

interface PreviewInput {
  readonly folders: readonly string[];
  readonly exclusions: Exclusions;
  /** Ids. */
  readonly repositories?: readonly string[];
}

interface PreviewState {
  /** Growing totals; undefined before the first ones came. */
  readonly preview: PlanPreview | undefined;
  readonly error: unknown;
}

/** What these folders and exclusions would include, counted anew a moment after the last change. */
export function usePlanPreview(input: PreviewInput): PreviewState {
  const { folders, exclusions, repositories = [] } = input;
  const [repository, ...also] = repositories;
  const [key] = useDebouncedValue(folders.length === 0 ? null : JSON.stringify(input), 250);
  const { latest, error } = useStream<PlanPreview>(key, (signal) =>
    client.plans.preview({ folders: [...folders], exclusions, repository, also }, { signal }),
  );
  // Numbers of what was asked before would pass for the answer.
  return { preview: folders.length === 0 || error !== undefined ? undefined : latest, error };
}
