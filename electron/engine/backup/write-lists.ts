import crypto from 'node:crypto';
import fs from 'node:fs';
import type { DumpedFile } from '../databases/dumped-database.ts';
import { fsPath } from '../tools/fs-path.ts';
import type { BackupScope } from './backup-scope.ts';
import type { CloneFolder } from './clone-folders.ts';
import { dumpLines } from './dump-lines.ts';
import { spreadFolders } from './spread-folders.ts';

export interface ListResult {
  /** Hex SHA-256 of the two files. */
  readonly sums: string;
  readonly metadata: string;
  files: number;
  folders: number;
  bytes: number;
}

/**
 * Writes SHA256SUMS.gz and METADATA.gz of the snapshot being made, durably, on the pool's threads. Each batch of folders
 * is a gzip member of its own (RFC 1952 allows it; zcat reads them as one); parents come before what they hold. Files of
 * dumps come last.
 */
export async function writeLists(
  scope: BackupScope,
  left: SharedArrayBuffer,
  dumped: readonly DumpedFile[],
): Promise<ListResult> {
  const { pool, target, rootEntry, context } = scope;
  const sums = createListFile(target.sums);
  const metadata = createListFile(target.metadata);
  const total = { files: 0, folders: 0, bytes: 0 };
  const start: CloneFolder[] = [{ id: rootEntry, path: '' }];
  try {
    await spreadFolders(start, pool.size, context.signal, async (folders) => {
      const listed = await pool.run('list', { folders, worksheet: scope.worksheet.path, left });
      sums.add(listed.sums);
      metadata.add(listed.metadata);
      total.files += listed.files;
      total.folders += listed.folders;
      total.bytes += listed.bytes;
      return listed.pending;
    });
    for (const lines of dumpLines(dumped)) sums.add(lines);
    return { ...total, sums: sums.finish(), metadata: metadata.finish() };
  } finally {
    sums.close();
    metadata.close();
  }
}

/** A list being written, whose SHA-256 is known at its end; each piece is a gzip member of its own. */
export function createListFile(path: string) {
  const file = fs.openSync(fsPath(path), 'wx', 0o600);
  const sum = crypto.createHash('sha256');
  return {
    add: (bytes: Uint8Array): void => {
      sum.update(bytes);
      fs.writeSync(file, bytes);
    },
    /** Makes the file durable and gives its sum. */
    finish: (): string => {
      fs.fsyncSync(file);
      return sum.digest('hex');
    },
    close: () => fs.closeSync(file),
  };
}
