import fs from 'node:fs';
import { HoldfastError } from '#shared/errors.ts';
import type { RunReport } from '../runs/run-job.ts';
import { makeSafetySnapshot } from '../safety/make-safety.ts';
import { brokenOff } from './broken-off.ts';
import { checkSpace } from './check-space.ts';
import { differencesFromPreview } from './differences-from-preview.ts';
import { doRestore } from './do-restore.ts';
import { endJournal } from './end-journal.ts';
import { beginJournal, type JournalHeader } from './journal.ts';
import { giveBackFolders, keepFolders } from './keep-times.ts';
import { previewFile } from './preview-files.ts';
import { proveSources } from './prove-sources.ts';
import { reportRestore } from './report-restore.ts';
import { plannedAction, type RestoreList } from './restore-list.ts';
import type { RestoreScope } from './restore-scope.ts';

const { overwrite, attributes, delete: deleted } = plannedAction;

export interface Listed {
  /** Its list is finished, and nothing has been touched. */
  readonly scope: RestoreScope;
  /** List of the dry run that was confirmed. */
  readonly dryRun: string;
  /** Entries that are as they should be; that stay since they are newer; that can't be put where they belong. */
  readonly keep: number;
  readonly keptNewer: number;
  readonly blocked: number;
  /** Run id of the restore that is taken back. */
  readonly undoOf: string | null;
}

/**
 * Does what was listed. Until the journal is on disk nothing is touched: the list must be the one that was confirmed, there
 * must be room, everything that is to take the place of something is read and proved, and what will change is kept. From
 * then on the journal tells how to finish or to undo it, wherever it is cut off.
 */
export async function carryOut(listed: Listed): Promise<RunReport> {
  const { scope, undoOf } = listed;
  const { context, open, order, list, pool } = scope;
  refuseChanged(listed);
  if (list.db.prepare('SELECT 1 FROM item LIMIT 1').get() === undefined && undoOf === null) {
    return reportRestore(listed, null);
  }
  checkSpace(scope);
  const borrowed = await proveSources(scope);
  const changes = changesSomething(list);
  const safety =
    changes && order.safety
      ? await makeSafetySnapshot(context, {
          ...{ plan: open.plan, restoredSnapshotId: open.snapshot.id, list, pool },
          chosen: { paths: order.paths, to: receivingFolder(listed.scope) },
        })
      : null;
  context.signal.throwIfAborted();
  const header: JournalHeader = {
    ...{ runId: context.runId, planId: open.plan.plan.id, order, startedAt: context.startedAt },
    ...{ safetySnapshotId: safety?.snapshotId ?? null, unsaved: changes && !order.safety },
    ...{ borrowedFrom: [...borrowed], undoOf, undoneBy: null, continuedBy: [] },
    ...{ state: 'working', endedAt: null, swept: false },
  };
  const journal = beginJournal(context.home, list, header);
  try {
    return await write({ ...listed, scope: { ...scope, list: journal } }, header);
  } finally {
    journal.close();
  }
}

async function write(listed: Listed, header: JournalHeader): Promise<RunReport> {
  const { scope } = listed;
  try {
    await keepFolders(scope, scope.list, header);
    await doRestore(scope);
    await giveBackFolders(scope, scope.list, header);
    await endJournal(scope, header);
  } catch (error) {
    throw brokenOff(scope, header, error);
  }
  return reportRestore(listed, header);
}

/** The folder that receives what was chosen, with its links resolved; null in place. */
const receivingFolder = ({ order, open }: RestoreScope): string | null =>
  order.to === null ? null : open.roots[0]?.targetBase || '/';

/** Nothing is done that was not confirmed. Throws `restore-changed`, with a dry run of how things are now. */
function refuseChanged({ scope: { context, list }, dryRun }: Listed): void {
  const { count, examples } = differencesFromPreview(list, dryRun);
  if (count === 0) return;
  const previewId = crypto.randomUUID();
  fs.copyFileSync(list.db.name, previewFile(context.home, previewId));
  throw new HoldfastError('restore-changed', { count, examples, previewId });
}

function changesSomething({ db }: RestoreList): boolean {
  const changing = `action IN (${overwrite}, ${attributes}, ${deleted})`;
  return db.prepare(`SELECT 1 FROM item WHERE action <> 0 AND failed = 0 AND ${changing} LIMIT 1`).get() !== undefined;
}
