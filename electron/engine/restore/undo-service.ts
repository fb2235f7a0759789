import { HoldfastError } from '#shared/errors.ts';
import { plannedRestore } from '../audit/planned-restore.ts';
import type { CatalogueClient } from '../catalogue/catalogue-client.ts';
import type { RunService, StartRun } from '../runs/run-service.ts';
import type { Service } from '../services.ts';
import { describeStatus } from './describe-status.ts';
import { type FoundRestore, findRestore, type KnownRun } from './find-restore.ts';
import type { JournalHeader } from './journal.ts';
import type { PreviewOrder } from './make-preview.ts';
import type { Previews } from './previews.ts';
import { requireConfirmed } from './restore-service.ts';
import { isGoingOn } from './sweep-restores.ts';
import { undoOrder } from './undo-order.ts';

interface Dependencies {
  readonly home: string;
  readonly catalogue: CatalogueClient;
  readonly runs: Pick<RunService, 'start'>;
  readonly previews: Pick<Previews, 'begin' | 'recent' | 'whole' | 'spend'>;
}

type UndoService = Pick<Service<'restores'>, 'status' | 'undoPreview' | 'undo' | 'finish'>;

/** What can be done about restores that were made or were cut off. */
export function createUndoService({ home, catalogue, runs, previews }: Dependencies): UndoService {
  const { read } = catalogue;

  const find = (restore: string): Promise<FoundRestore> => findRestore({ home, catalogue }, restore);
  const status = async ({ run, journal }: FoundRestore) => {
    const running = journal ? await isGoingOn(catalogue, journal) : run.outcome === null;
    const safety = journal?.safetySnapshotId ? await read.snapshots.byId(journal.safetySnapshotId) : null;
    return describeStatus({ run, journal, running, safetyThere: safety === null || safety?.missing === false });
  };
  const requireUndoable = async (
    restore: string,
  ): Promise<{ run: KnownRun; order: PreviewOrder; journal: JournalHeader }> => {
    const { run, journal } = await find(restore);
    const { undo } = await status({ run, journal });
    if (!journal || undo.reason !== null) throw refusal('not-undoable', run, undo.reason);
    return { run, journal, order: { ...undoOrder(journal), undoOf: journal.runId } };
  };
  const start = async (
    of: 'undo' | 'finish',
    run: KnownRun,
    job: Omit<RestoreJob, 'kind' | 'of'>,
    planned?: Planned,
  ) => ({
    runId: await runs.start({
      job: { kind: 'restore', ...job, of: { kind: of, runId: run.id } },
      ...{ planId: run.planId, planName: run.planName, snapshotId: job.snapshotId },
      subject: `${of === 'undo' ? 'back to before' : 'the rest of'}: ${run.subject}`,
      audited: { action: of === 'undo' ? 'restore-undo' : 'restore-finish', ...(planned && { planned }) },
    }),
  });
  return {
    status: async ({ restore }) => status(await find(restore)),
    undoPreview: async ({ restore }, signal) => previews.begin((await requireUndoable(restore)).order, signal),
    undo: async ({ restore, confirm }) => {
      const { run, order } = await requireUndoable(restore);
      const preview = await (previews.recent(order) ?? previews.whole(order));
      requireConfirmed(preview, confirm);
      previews.spend(preview.id);
      const { undoOf: _, ...plain } = order;
      return start('undo', run, { ...plain, previewId: preview.id }, plannedRestore(preview));
    },
    finish: async ({ restore }) => {
      const { run, journal } = await find(restore);
      const { finish } = await status({ run, journal });
      if (!journal || finish.reason !== null) throw refusal('not-finishable', run, finish.reason);
      return start('finish', run, { ...journal.order, previewId: '' });
    },
  };
}

type RestoreJob = Extract<StartRun['job'], { kind: 'restore' }>;
type Planned = NonNullable<NonNullable<StartRun['audited']>['planned']>;

const refusal = (code: 'not-undoable' | 'not-finishable', { id }: KnownRun, reason: string | null): HoldfastError =>
  new HoldfastError(code, { run: id.slice(0, 8), reason: reason ?? '' });
