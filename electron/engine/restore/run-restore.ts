import fs from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { HoldfastError } from '#shared/errors.ts';
import { createTreePool } from '../backup/tree-pool.ts';
import type { RunContext } from '../runs/run-context.ts';
import { runFiles } from '../runs/run-files.ts';
import type { JobOf, RunReport } from '../runs/run-job.ts';
import { holdSnapshot } from '../snapshots/snapshot-hold.ts';
import { requireRsync } from '../tools/find-program.ts';
import { createRestoreCheck } from './check-restored.ts';
import { copyBack } from './copy-back.ts';
import { clearTheWay, deleteExtra } from './delete-extra.ts';
import { freeBytesAt } from './describe-preview.ts';
import { closeFolders, finishPart, finishRestored } from './finish-restored.ts';
import { listRestore } from './list-restore.ts';
import { type OpenRestore, openRestore } from './open-restore.ts';
import { previewFile } from './preview-files.ts';
import { plannedAction, type RestoreList, removeRestoreList } from './restore-list.ts';
import { leaveOut, leaveOutWhole, type RestoreScope, readItems, stretchBelow } from './restore-scope.ts';
import { divideWhole, stretches } from './whole-parts.ts';

/**
 * Brings back what was chosen: compares, copies (each file's sum is proved before anything is touched for it), links,
 * deletes if that was asked for, gives attributes, and compares again. What can't be done is left out with a warning;
 * the rest is done, and the run then fails with `restore-incomplete`.
 */
export async function runRestore(job: JobOf<'restore'>, context: RunContext): Promise<RunReport> {
  const open = openRestore(context.catalogue, context.home, job);
  const hold = holdSnapshot(context.home, open.snapshot.id);
  try {
    const { path: rsync } = await requireRsync();
    return await restore(job, context, { open, rsync });
  } finally {
    hold.release();
  }
}

async function restore(
  job: JobOf<'restore'>,
  context: RunContext,
  { open, rsync }: { readonly open: OpenRestore; readonly rsync: string },
): Promise<RunReport> {
  let blocked = 0;
  const file = runFiles(context.home, context.runId).worksheet;
  context.progress.enter('comparing');
  // Its threads come up while the list is made.
  const pool = createTreePool(context.home);
  let list: RestoreList | undefined;
  try {
    const listed = await listRestore({
      db: context.db,
      open,
      exact: job.exact,
      file,
      signal: context.signal,
      dryRun: previewFile(context.home, job.previewId),
      onBlocked: (path, reason) => {
        blocked += 1;
        context.warn({ code: 'not-restored', path, message: `${path} was not restored: ${reason}.` });
      },
      pause: async () => {
        await setImmediate();
        context.signal.throwIfAborted();
      },
    });
    list = listed.list;
    const scope: RestoreScope = { context, open, list, pool, rsync };
    keepToPreview(scope, previewFile(context.home, job.previewId));
    checkSpace(scope);
    await work(scope);
    return report(scope, { keep: listed.keep, blocked });
  } finally {
    await pool.close();
    list?.close();
    removeRestoreList(file);
  }
}

async function work(scope: RestoreScope): Promise<void> {
  const { context, list } = scope;
  const { create, overwrite, delete: deleted } = list.totals();
  const totals = { files: create.entries + overwrite.entries, bytes: create.bytes + overwrite.bytes };
  context.progress.enter('restoring', totals);
  await clearTheWay(scope);
  const parts = divideWhole(list);
  const check = createRestoreCheck(scope);
  let looked = 0;
  try {
    // What is complete gets its attributes and is looked at while the rest is being copied.
    await copyBack(scope, parts.early, async (part) => {
      await finishPart(scope, part);
      looked += await check.look(stretchBelow(part.path));
    });
    context.progress.enter('deleting', { files: deleted.entries });
    deleteExtra(scope);
    await finishRestored(scope, parts);
  } catch (error) {
    closeFolders(scope);
    throw error;
  }
  context.progress.enter('comparing', { files: totals.files - looked });
  for (const { within, part } of stretches(parts.early)) {
    if (part === null) context.progress.advance({ files: await check.look(within) }, within.from);
  }
  check.end();
}

/**
 * What came up since the dry run and was not confirmed stays as it is: nothing is deleted, and nothing newer
 * overwritten, that was not listed.
 */
function keepToPreview(scope: RestoreScope, file: string): void {
  const preview = fs.existsSync(file) ? new Database(file, { readonly: true }) : null;
  try {
    const listed = preview?.prepare<unknown[], { newer: number }>(
      'SELECT newer FROM item WHERE path = @path AND action = @action',
    );
    for (const { path, action, newer } of readItems(scope.list, `newer = 1 OR action = ${plannedAction.delete}`)) {
      const confirmed = listed?.get({ path, action });
      if (confirmed && confirmed.newer >= newer) continue;
      const reason = 'it changed after the dry run and was left as it is';
      // In a folder that is to be deleted the rest was confirmed; that the folder itself stays harms nothing.
      if (action === plannedAction.delete) leaveOut(scope, 'not-restored', path, reason);
      else leaveOutWhole(scope, 'not-restored', path, reason);
    }
  } finally {
    preview?.close();
  }
}

function checkSpace({ list, open }: RestoreScope): void {
  const needed = list.totals().create.bytes;
  const free = freeBytesAt(open);
  if (free === null || free >= needed) return;
  throw new HoldfastError('destination-full', { path: open.roots[0]?.target || '/', needed, free });
}

function report({ list }: RestoreScope, { keep, blocked }: { keep: number; blocked: number }): RunReport {
  const count = (condition: string): { entries: number; bytes: number } =>
    list.db
      .prepare<[], { entries: number; bytes: number }>(
        `SELECT count(*) AS entries, coalesce(sum(size), 0) AS bytes FROM item WHERE ${condition}`,
      )
      .get() ?? { entries: 0, bytes: 0 };
  const done = (action: number) => count(`action = ${action} AND failed = 0`);
  const [created, overwritten] = [done(plannedAction.create), done(plannedAction.overwrite)];
  const attributes = done(plannedAction.attributes);
  const failed = count('failed = 1').entries + blocked;
  return {
    result: {
      kind: 'restore',
      created: created.entries,
      overwritten: overwritten.entries + attributes.entries,
      deleted: done(plannedAction.delete).entries,
      kept: keep,
      bytes: created.bytes + overwritten.bytes,
    },
    ...(failed > 0 && { failure: new HoldfastError('restore-incomplete', { count: failed }) }),
  };
}
