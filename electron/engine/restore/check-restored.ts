import { type FileRecord, fileType } from '../catalogue/file-record.ts';
import { linkText, recordOf } from '../tools/record-of.ts';
import { hashAll } from '../verification/hash-all.ts';
import { copiedFiles, toHash } from './check-copies.ts';
import { thisUser } from './compare-entry.ts';
import { reasonOf } from './copy-back.ts';
import { giveAttributes } from './give-attributes.ts';
import { noBase } from './plan-restore.ts';
import { type PlannedItem, plannedAction } from './restore-list.ts';
import { leaveOut, pairOf, type RestoreScope, readItems } from './restore-scope.ts';

const { create, overwrite } = plannedAction;

/**
 * Reads what was restored and compares it with what the snapshot recorded: content, type, mode, owner, time. Owners and
 * modes that rsync could not take from the snapshot's copy (made by a user who may not give files away) are given here.
 */
export async function checkRestored(scope: RestoreScope): Promise<void> {
  const { context, list, pool } = scope;
  const user = thisUser();
  const unlike: string[] = [];
  const finish = (item: PlannedItem, now: FileRecord): void => {
    try {
      if (!giveAttributes(item, now, user)) unlike.push(item.path);
    } catch (error) {
      leaveOut(scope, 'not-restored', item.path, reasonOf(error));
    }
  };
  await hashAll({
    pool,
    signal: context.signal,
    files: toHash(scope, readItems(list, copiedFiles), 'target'),
    onRead: ({ file, sha256, copy, problem }) => {
      context.progress.advance({ files: 1, bytes: file.size }, file.tag.path);
      const right = sha256 !== null && sha256 === file.tag.sha256?.toString('hex') && copy !== null;
      if (right) finish(file.tag, copy);
      else
        leaveOut(scope, 'not-restored', file.tag.path, problem ?? 'what is there now is not what the snapshot holds');
    },
  });
  const others = `action IN (${create}, ${overwrite}) AND type <> ${fileType.file} AND base <> ${noBase}`;
  for (const item of readItems(list, others, 'down')) {
    const now = recordOf(item.path);
    if (now?.type === item.type && isSameLink(scope, item)) finish(item, now);
    else leaveOut(scope, 'not-restored', item.path, 'it could not be made');
  }
  warnOfAttributes(scope, unlike);
}

function isSameLink(scope: RestoreScope, { type, base, name, path }: PlannedItem): boolean {
  return type !== fileType.link || linkText(path) === linkText(`${pairOf(scope, base).source}/${name}`);
}

function warnOfAttributes({ context }: RestoreScope, unlike: readonly string[]): void {
  const [first] = unlike;
  if (first === undefined) return;
  for (const path of unlike) context.log(`owner, mode or time not as recorded: ${path}`);
  const message = `${unlike.length} restored ${unlike.length === 1 ? 'entry has' : 'entries have'} another owner, mode or time than recorded, as only root may give all of them back (first: ${first}).`;
  context.warn({ code: 'attributes-not-kept', path: first, message });
}
