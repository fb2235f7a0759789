import { setImmediate } from 'node:timers/promises';
import { HoldfastError } from '#shared/errors.ts';
import { createTreePool, type TreePool } from '../backup/tree-pool.ts';
import type { RunContext } from '../runs/run-context.ts';
import { runFiles } from '../runs/run-files.ts';
import type { JobOf, RunReport } from '../runs/run-job.ts';
import { type Hold, holdSnapshot } from '../snapshots/snapshot-hold.ts';
import { requireRsync } from '../tools/find-program.ts';
import { goOn } from './go-on.ts';
import { type JournalHeader, journalFile, openJournal, readJournal } from './journal.ts';
import { removeLeftovers } from './leftovers.ts';
import { listRestore } from './list-restore.ts';
import { listUndo } from './list-undo.ts';
import { warnOfOwners } from './map-owners.ts';
import { openJournaled } from './open-journaled.ts';
import { type OpenRestore, openRestore, type RestoreOrder } from './open-restore.ts';
import { openUndo } from './open-undo.ts';
import { previewFile } from './preview-files.ts';
import { requireJournal } from './require-journal.ts';
import { copyRestoreList, type RestoreList, removeRestoreList } from './restore-list.ts';
import { carryOut } from './restore-sequence.ts';

interface Tools {
  readonly context: RunContext;
  readonly pool: TreePool;
  /** Absolute path of rsync. */
  readonly rsync: string;
  /** Keeps a snapshot until the run ends. Throws `locked` if it is being deleted. */
  readonly hold: (snapshotId: string) => void;
}

type Job = JobOf<'restore'>;

/**
 * Brings back what was chosen, takes a restore back, or goes on with one that was cut off. `restore-sequence.ts` tells in
 * which order. What can't be done is left out with a warning; the rest is done, and the run then fails with
 * `restore-incomplete`.
 */
export async function runRestore(job: Job, context: RunContext): Promise<RunReport> {
  const holds: Hold[] = [];
  context.progress.enter('comparing');
  // Its threads come up while the list is made.
  const pool = createTreePool(context.home);
  try {
    const { path: rsync } = await requireRsync();
    const hold = (id: string): void => void holds.push(holdSnapshot(context.home, id));
    return await runOfKind(job, { context, pool, rsync, hold });
  } finally {
    await pool.close();
    for (const { release } of holds) release();
    removeRestoreList(worksheetOf(context));
  }
}

function runOfKind(job: Job, tools: Tools): Promise<RunReport> {
  switch (job.of?.kind) {
    case undefined:
      return restore(job, tools);
    case 'undo':
      return undo(job, job.of.runId, tools);
    case 'finish':
      return finish(knownJournal(tools, job.of.runId), tools);
  }
}

async function restore(job: Job, tools: Tools): Promise<RunReport> {
  const { context } = tools;
  const open = openRestore(context.catalogue, context.home, job);
  tools.hold(open.snapshot.id);
  const blocked = createBlocked(context);
  const dryRun = previewFile(context.home, job.previewId);
  const { list, unknownOwners, ...found } = await listRestore({
    ...{ ...listing(tools, open), order: job, dryRun, onBlocked: blocked.add },
  });
  warnOfOwners(context, unknownOwners);
  return withList(list, () => {
    const scope = { ...tools, open, order: orderOf(job), list };
    return carryOut({ scope, dryRun, ...found, blocked: blocked.count(), undoOf: null });
  });
}

async function undo(job: Job, runId: string, tools: Tools): Promise<RunReport> {
  const { context } = tools;
  const { home, db, catalogue } = context;
  const header = await requireJournal({
    ...{ home, db, catalogue, runId, snapshotId: job.snapshotId },
    pause: () => breathe(context),
  });
  const open = openUndo(context.catalogue, context.home, header);
  tools.hold(open.snapshot.id);
  const blocked = createBlocked(context);
  return withList(openJournal(context.home, header.runId), async (journal) => {
    if (header.state === 'working') removeLeftovers(journal, header);
    const { list, keep, changed, unknownOwners } = await listUndo({
      ...listing(tools, open),
      ...{ header, journal, pool: tools.pool, onBlocked: blocked.add },
    });
    warnOfOwners(context, unknownOwners);
    for (const path of changed) {
      context.warn({ code: 'not-restored', path, message: `${path} was left as it is: it changed after the restore.` });
    }
    return withList(list, () =>
      carryOut({
        ...{ scope: { ...tools, open, order: orderOf(job), list }, dryRun: previewFile(context.home, job.previewId) },
        ...{ keep, keptNewer: changed.length, blocked: blocked.count(), undoOf: header.runId },
      }),
    );
  });
}

async function finish(header: JournalHeader, tools: Tools): Promise<RunReport> {
  const { context } = tools;
  const open = openJournaled(context.catalogue, header, header.order.snapshotId);
  for (const id of [open.snapshot.id, ...header.borrowedFrom]) tools.hold(id);
  return withList(openJournal(context.home, header.runId), (journal) => {
    removeLeftovers(journal, header);
    const list = copyRestoreList(journalFile(context.home, header.runId), worksheetOf(context));
    return withList(list, () => goOn({ ...tools, open, order: header.order, list }, journal, header));
  });
}

const orderOf = ({ kind: _, previewId: __, of: ___, ...order }: Job): RestoreOrder => order;

const worksheetOf = ({ home, runId }: RunContext): string => runFiles(home, runId).worksheet;

async function withList<Result>(list: RestoreList, work: (list: RestoreList) => Promise<Result>): Promise<Result> {
  try {
    return await work(list);
  } finally {
    list.close();
  }
}

/** What the lists of a restore and of an undo are made with. */
const listing = ({ context }: Tools, open: OpenRestore) => ({
  ...{ db: context.db, open, file: worksheetOf(context), signal: context.signal },
  pause: () => breathe(context),
});

async function breathe({ signal }: RunContext): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}

function createBlocked(context: RunContext) {
  let count = 0;
  return {
    count: () => count,
    add: (path: string, reason: string): void => {
      count += 1;
      context.warn({ code: 'not-restored', path, message: `${path} was not restored: ${reason}.` });
    },
  };
}

function knownJournal({ context }: Tools, runId: string): JournalHeader {
  const header = readJournal(context.home, runId);
  if (!header) throw new HoldfastError('run-not-found', { run: runId });
  return header;
}
