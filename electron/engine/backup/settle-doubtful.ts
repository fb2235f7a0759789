import fs from 'node:fs';
import { fileType, recordFlags } from '../catalogue/file-record.ts';
import { fsPath } from '../tools/fs-path.ts';
import { rsyncCopy } from '../tools/rsync/rsync-copy.ts';
import { addPartners } from './add-partners.ts';
import type { BackupScope } from './backup-scope.ts';
import { hashFile } from './hash-files.ts';
import { relativeTo, toFolder } from './root-folders.ts';
import { itemKind, worksheetCacheKb } from './worksheet.ts';

const batchSize = 20_000;

interface Doubtful {
  readonly folderId: number;
  readonly path: string;
  readonly name: string;
  readonly type: number;
  /** Its inode, where that has other names as well; else null. */
  readonly file: string | null;
  /** Sum that the base recorded. */
  readonly sha256: Buffer | null;
  /** Nothing about the file says that it was written since. */
  readonly untouched: number;
}

/**
 * Compares every doubtful entry's content and attributes with the base's copy (rsync, by checksum, changing nothing):
 * what differs becomes `changed`, what equals becomes `same` and is cloned. A plain `--link-dest` would take equal size
 * and time for equal content. Then names of one inode are settled together.
 */
export async function settleDoubtful(scope: BackupScope, roots: readonly string[]): Promise<void> {
  for (const [index, root] of roots.entries()) {
    for (;;) {
      const batch = readDoubtful(scope, index);
      if (batch.length === 0) break;
      await settleBatch(scope, root, batch);
    }
  }
  copyFromBase(scope);
  if (!scope.hardLinks) return;
  if (scope.base) addPartners(scope);
  linkKnownInodes(scope);
}

function readDoubtful({ context, worksheet }: BackupScope, root: number): Doubtful[] {
  return withCatalogue(context.db, worksheet.path, () =>
    context.db
      .prepare<[number], Doubtful>(
        `SELECT i.folder_id AS folderId, f.path || '/' || i.name AS path, i.name, i.type,
           iif(i.names > 1, i.dev || ':' || i.ino, NULL) AS file, v.sha256, v.ctime_s = i.ctime_s AND v.ctime_ns = i.ctime_ns AND v.ino = i.ino AND v.flags = 0 AS untouched
         FROM work.item i JOIN work.folder f ON f.id = i.folder_id
         JOIN version v ON v.entry_id = i.entry_id AND v.last_seq IS NULL
         WHERE i.kind = ${itemKind.doubtful} AND i.root = ? LIMIT ${batchSize}`,
      )
      .all(root),
  );
}

async function settleBatch(scope: BackupScope, root: string, batch: readonly Doubtful[]): Promise<void> {
  const { context, base, rsync } = scope;
  const differing = new Map<string, string>();
  const { partial } = await rsyncCopy({
    program: (await rsync()).path,
    source: toFolder(root),
    target: `${base?.paths.files}${root}`,
    selection: { kind: 'names', names: batch.map(({ path }) => relativeTo(root, path)) },
    compareOnly: 'contents',
    signal: context.signal,
    onItem: ({ name, change }) => differing.set(name, change),
  });
  const changeOf = ({ path }: Doubtful) => differing.get(relativeTo(root, path));
  const changedFiles = new Set(batch.filter((entry) => isOfContent(changeOf(entry))).map(({ file }) => file));
  const setKind = scope.worksheet.db.prepare('UPDATE item SET kind = ? WHERE folder_id = ? AND name = ?');
  scope.worksheet.db.transaction(() => {
    for (const entry of batch) {
      const change = changeOf(entry);
      if (change?.[2] === 'c' && entry.sha256) reportCorruption(scope, entry, entry.sha256);
      const isChanged = change !== undefined || (entry.file !== null && changedFiles.has(entry.file));
      setKind.run(isChanged ? itemKind.changed : kindOfEqual(scope, entry, partial), entry.folderId, entry.name);
    }
  })();
}

/**
 * Whether a change is of the file itself (content, attributes), not only of which names it has. rsync tells it of one of
 * its names alone: the others, being links of it in the base as well, would follow by themselves.
 */
export const isOfContent = (change: string | undefined): boolean => change !== undefined && !change.startsWith('h');

/** Nothing printed means equal, unless rsync could not read everything: then the entry is looked at once more. */
function kindOfEqual({ context }: BackupScope, { path, type }: Doubtful, partial: boolean): number {
  if (!partial) return itemKind.same;
  const problem = readingProblem(path, type);
  if (problem === null) return itemKind.same;
  if (problem === 'ENOENT') {
    context.warn({ code: 'vanished', path, message: `${path} vanished during the backup.` });
    return itemKind.removed;
  }
  const message = `${path} could not be read (${problem}). Its last copy is carried along.`;
  context.warn({ code: 'unreadable', path, message });
  return itemKind.carried;
}

/** The system's code for why an entry can't be read now, or null. */
export function readingProblem(path: string, type: number): string | null {
  try {
    fs.lstatSync(fsPath(path));
    if (type === fileType.file)
      fs.closeSync(fs.openSync(fsPath(path), fs.constants.O_RDONLY | fs.constants.O_NONBLOCK));
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'EIO';
  }
}

/**
 * Content that differs under an equal size and time: the sum that was recorded when it was copied tells whether the
 * base's copy was altered. A source that changed though nothing at all about it says so was not written by a program.
 */
function reportCorruption({ context }: BackupScope, { path, untouched }: Doubtful, recorded: Buffer): void {
  if (hashFile(path).sha256 === recorded.toString('hex')) {
    const message = `The copy of ${path} in the newest snapshot was altered; it is copied again.`;
    context.warn({ code: 'base-damaged', path, message });
    return;
  }
  if (untouched === 0) return;
  const message = `The content of ${path} changed although its times did not: possible corruption of the disk. Both versions are kept.`;
  context.warn({ code: 'possible-corruption', path, message });
}

/**
 * What goes on from the base takes its sum and link target from there; what is carried is marked so. What was carried
 * and can be read again is a new version, and so is what became or ceased to be another name of an equal file.
 */
function copyFromBase({ context, worksheet }: BackupScope): void {
  withCatalogue(context.db, worksheet.path, () => {
    context.db.exec(
      `UPDATE work.item SET kind = ${itemKind.changed} FROM version v
         WHERE kind = ${itemKind.same} AND v.entry_id = item.entry_id AND v.last_seq IS NULL
           AND v.flags & ${recordFlags.carried};
       CREATE TEMP TABLE equal AS SELECT i.entry_id, i.ino, v.ino AS base_ino FROM work.item i
         JOIN version v ON v.entry_id = i.entry_id AND v.last_seq IS NULL
         WHERE i.kind = ${itemKind.same} AND i.type <> ${fileType.folder};
       CREATE INDEX temp.equal_by_base ON equal (base_ino);
       CREATE INDEX temp.equal_by_ino ON equal (ino);
       UPDATE work.item SET kind = ${itemKind.changed} WHERE entry_id IN (SELECT split.entry_id FROM equal split
         JOIN equal kept ON kept.base_ino = split.base_ino AND kept.ino <> split.ino
         WHERE kept.ino = kept.base_ino OR (split.ino <> split.base_ino AND kept.entry_id < split.entry_id)
         UNION SELECT joined.entry_id FROM equal joined
         JOIN equal kept ON kept.ino = joined.ino AND kept.base_ino <> joined.base_ino
         WHERE kept.ino = kept.base_ino OR (joined.ino <> joined.base_ino AND kept.entry_id < joined.entry_id));
       DROP TABLE equal;
       UPDATE work.item SET (sha256, link) = (SELECT sha256, link FROM version WHERE entry_id = item.entry_id AND last_seq IS NULL),
         done = 1 WHERE kind IN (${itemKind.same}, ${itemKind.carried});
       UPDATE work.item SET flags = flags | ${recordFlags.carried} WHERE kind = ${itemKind.carried};`,
    );
  });
}

/** A new name of an inode whose content is in the base already is linked to that copy, not copied. */
function linkKnownInodes({ worksheet }: BackupScope): void {
  worksheet.db.exec(
    `CREATE INDEX item_by_inode ON item (ino, dev) WHERE names > 1;
     UPDATE item SET kind = ${itemKind.linked}, sha256 = known.sha256, done = 1
     FROM (SELECT ino, dev, sha256 FROM item WHERE names > 1 AND kind = ${itemKind.same}) AS known
     WHERE item.names > 1 AND item.ino = known.ino AND item.dev = known.dev AND item.type <> ${fileType.folder}
       AND item.kind IN (${itemKind.added}, ${itemKind.changed});
     INSERT INTO link (folder_id, name, origin, moved, compare)
       SELECT i.folder_id, i.name, min(known.entry_id), 0, 0 FROM item i
       JOIN item known ON known.ino = i.ino AND known.dev = i.dev AND known.names > 1 AND known.kind = ${itemKind.same}
       WHERE i.kind = ${itemKind.linked} AND i.names > 1 GROUP BY i.folder_id, i.name;`,
  );
}

/** Runs `work` with the worksheet attached to the catalogue's connection as `work`. */
export function withCatalogue<Value>(db: BackupScope['context']['db'], worksheet: string, work: () => Value): Value {
  db.prepare('ATTACH ? AS work').run(worksheet);
  try {
    db.pragma(`work.cache_size = -${worksheetCacheKb}`);
    return work();
  } finally {
    db.exec('DETACH work');
  }
}
