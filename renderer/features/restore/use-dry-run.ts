import type { RestorePreview } from '#shared/domain/restore.ts';
import { client } from '../../api/client.ts';
import { useStream } from '../../app/use-stream.ts';

interface DryRun {
  /** Its totals grow until it is complete; undefined before the first answer. */
  readonly preview: RestorePreview | undefined;
  /** What is in sight is what was asked before; the new one is on its way. */
  readonly stale: boolean;
  readonly error: unknown;
}

/**
 * A dry run from its beginning until everything is compared. It is made anew when `key` changes: until then the one before
 * stays in sight, as one that is not complete. One that nobody waits for any more is ended.
 */
export function useDryRun(key: string, begin: (signal: AbortSignal) => Promise<RestorePreview>): DryRun {
  const { latest, error } = useStream<Keyed>(key, async (signal) => follow(key, begin, signal));
  if (latest === undefined || error !== undefined) return { preview: undefined, stale: false, error };
  const stale = latest.key !== key;
  // Nobody should confirm what was asked before.
  return { preview: stale ? { ...latest.preview, complete: false } : latest.preview, stale, error };
}

interface Keyed {
  readonly key: string;
  readonly preview: RestorePreview;
}

async function* follow(
  key: string,
  begin: (signal: AbortSignal) => Promise<RestorePreview>,
  signal: AbortSignal,
): AsyncGenerator<Keyed> {
  let preview = await begin(signal);
  try {
    yield { key, preview };
    while (!preview.complete) {
      preview = await client.restores.previewed({ preview: preview.id }, { signal });
      yield { key, preview };
    }
  } finally {
    // That it could not be ended is nothing to tell: it then comes to its end by itself.
    if (!preview.complete) void client.restores.dropPreview({ preview: preview.id }).catch(() => undefined);
  }
}
