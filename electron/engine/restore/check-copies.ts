import { fileType } from '../catalogue/file-record.ts';
import { type FileToHash, hashAll } from '../verification/hash-all.ts';
import { type PlannedItem, plannedAction } from './restore-list.ts';
import { leaveOutWhole, pairOf, type RestoreScope, readItems } from './restore-scope.ts';

const { create, overwrite } = plannedAction;

/** Files that are copied out of the snapshot. */
export const copiedFiles = `action IN (${create}, ${overwrite}) AND type = ${fileType.file} AND link_to IS NULL`;

/** Reads every copy of the snapshot that is going to be used, and leaves out what is not as it was recorded. */
export async function checkCopies(scope: RestoreScope): Promise<void> {
  const { context, pool, list } = scope;
  await hashAll({
    pool,
    signal: context.signal,
    files: toHash(scope, readItems(list, copiedFiles), 'source'),
    onRead: ({ file, sha256, copy, problem }) => {
      context.progress.advance({ files: 1, bytes: file.size }, file.tag.path);
      if (sha256 !== null && sha256 === file.tag.sha256?.toString('hex')) return;
      const reason = problem ?? (copy === null ? 'it is missing' : 'its content has changed');
      leaveOutWhole(scope, 'file-damaged', file.tag.path, reason);
    },
  });
}

/** Items as files to be read, in the snapshot or at the target. */
export function* toHash(
  scope: RestoreScope,
  items: Iterable<PlannedItem>,
  side: 'source' | 'target',
): Generator<FileToHash<PlannedItem>> {
  for (const item of items) {
    yield { folder: pairOf(scope, item.base)[side], name: item.name, size: item.size, tag: item };
  }
}
