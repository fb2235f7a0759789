import { HoldfastError } from '#shared/errors.ts';
import { formatBytes } from '#shared/format-bytes.ts';
import { fileType } from '../catalogue/file-record.ts';
import { freeSpace } from '../repository/free-space.ts';
import type { BackupScope } from './backup-scope.ts';
import { copiedKinds } from './copy-names.ts';
import type { ScanOutcome } from './scan.ts';

/** A folder of its own for each folder, and the lists' lines: what a snapshot takes besides its changed data. */
const folderBytes = 4096;
const lineBytes = 45;

/**
 * What this run still has to copy. Throws `destination-full` before anything is written if that and the reserved floor do not
 * fit, and `no-hard-links` where each snapshot would be a full copy that the plan does not allow.
 */
export function checkSpace(scope: BackupScope, found: ScanOutcome): { files: number; bytes: number } {
  const { worksheet, base, repository, context, hardLinks, plan } = scope;
  if (!hardLinks && !plan.allowFullCopies) {
    throw new HoldfastError('no-hard-links', { path: repository, cost: formatBytes(found.bytes) });
  }
  const row = worksheet.db
    .prepare<[], { files: number; bytes: number; stored: number; folders: number }>(
      `SELECT count(*) FILTER (WHERE type <> ${fileType.folder}) AS files, coalesce(sum(size), 0) AS bytes,
         coalesce(sum(stored), 0) AS stored,
         count(*) FILTER (WHERE type = ${fileType.folder}) AS folders FROM item WHERE kind IN ${copiedKinds} AND done = 0`,
    )
    .get();
  const { files, bytes, stored, folders } = row ?? { files: 0, bytes: 0, stored: 0, folders: 0 };
  const copied = hardLinks ? stored : found.bytes;
  const allFolders = folders + (base?.snapshot.folders ?? 0);
  const needed = copied + allFolders * folderBytes + found.files * lineBytes;
  const { freeBytes } = freeSpace(repository);
  if (freeBytes - needed < context.keepFreeBytes) {
    const free = formatBytes(Math.max(0, freeBytes - context.keepFreeBytes));
    throw new HoldfastError('destination-full', { path: repository, needed: formatBytes(needed), free });
  }
  return { files, bytes };
}
