import { execFileSync } from 'node:child_process';
import type { RestoreItem } from '../../shared/domain/restore.ts';
import { type RestorePreview, type RestoreRequest, restoreRequestSchema } from '../../shared/domain/restore.ts';
import type { Progress, RunDetail } from '../../shared/domain/run.ts';
import type { BackupHome } from './backup-home.ts';

type Asked = Partial<RestoreRequest>;

interface Watching {
  readonly watch?: (progress: Progress, runId: string) => void;
  /** Called between the dry run and the restore. */
  readonly between?: () => void;
}

/** Restores over an engine, each with its dry run, confirmed whatever it is. */
export function createRestores({ engine }: Pick<BackupHome, 'engine'>) {
  const { restores, runs } = engine.services;
  const ended = async (runId: string, watch?: Watching['watch']): Promise<RunDetail> => {
    for await (const event of runs.watch({ run: runId })) {
      if (event.type === 'ended') return event.run;
      watch?.(event.progress, runId);
    }
    throw new Error('the run ended without a word');
  };
  const complete = async (first: RestorePreview): Promise<RestorePreview> => {
    let preview = first;
    while (!preview.complete) preview = await restores.previewed({ preview: preview.id });
    return preview;
  };
  const preview = async (asked: Asked): Promise<RestorePreview> =>
    complete(await restores.preview(restoreRequestSchema.parse({ snapshot: 'latest', to: null, ...asked })));
  const undoPreview = async (restore: string): Promise<RestorePreview> =>
    complete(await restores.undoPreview({ restore }));
  const confirmed = ({ phrase }: RestorePreview) => (phrase === null ? {} : { confirm: phrase });
  return {
    preview,
    undoPreview,
    ended,
    items: async ({ id }: RestorePreview): Promise<RestoreItem[]> =>
      (await restores.items({ preview: id, limit: 1000 })).items,
    restore: async (asked: Asked, { watch, between }: Watching = {}): Promise<RunDetail> => {
      const wanted = restoreRequestSchema.parse({ snapshot: 'latest', to: null, ...asked });
      const confirm = confirmed(await preview(asked));
      between?.();
      return ended((await restores.start({ ...wanted, ...confirm })).runId, watch);
    },
    undo: async (restore: string, { watch, between }: Watching = {}): Promise<RunDetail> => {
      const confirm = confirmed(await undoPreview(restore));
      between?.();
      return ended((await restores.undo({ restore, ...confirm })).runId, watch);
    },
    finish: async (restore: string, { watch }: Watching = {}): Promise<RunDetail> =>
      ended((await restores.finish({ restore })).runId, watch),
    status: (restore: string) => restores.status({ restore }),
  };
}

/** Runs a line of shell in a folder. */
export const shell = (cwd: string, line: string): void => void execFileSync('bash', ['-ec', line], { cwd });
