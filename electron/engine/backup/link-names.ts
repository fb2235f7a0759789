import fs from 'node:fs';
import { fileType } from '../catalogue/file-record.ts';
import { fsPath } from '../tools/fs-path.ts';
import { rsyncCopy } from '../tools/rsync/rsync-copy.ts';
import type { BackupScope } from './backup-scope.ts';
import { createOriginPaths, type Origin } from './origin-paths.ts';
import { relativeTo, toFolder } from './root-folders.ts';
import { isOfContent, readingProblem, withCatalogue } from './settle-doubtful.ts';
import { itemKind } from './worksheet.ts';

const batchSize = 20_000;
/** What one thread links at a time. */
const shareSize = 1000;

interface Link extends Origin {
  readonly number: number;
  readonly folderId: number;
  readonly name: string;
  readonly path: string;
  readonly root: number;
  readonly compare: number;
  readonly type: number;
  readonly size: number;
  readonly mtimeS: number;
  readonly mtimeNs: number;
}

/**
 * Links every name whose file the base holds under another one, moved files and new names of known inodes alike. What
 * can't be linked, or has other attributes than the base's copy, is left to be copied.
 */
export async function linkNames(scope: BackupScope, roots: readonly string[]): Promise<void> {
  if (!scope.base) return;
  for (let after = 0; ; ) {
    const batch = readLinks(scope, after);
    const last = batch.at(-1);
    if (!last) return;
    scope.context.signal.throwIfAborted();
    const unlinked = new Set(await linkBatch(scope, scope.base.paths.files, batch));
    leaveToCopy(scope, unlinked);
    const linked = batch.filter((link) => link.compare === 1 && !unlinked.has(link));
    for (const [index, root] of roots.entries()) {
      const here = linked.filter((link) => link.root === index);
      leaveToCopy(scope, await findDiffering(scope, root, here));
    }
    after = last.number;
  }
}

function readLinks({ context, worksheet }: BackupScope, after: number): Link[] {
  return withCatalogue(context.db, worksheet.path, () =>
    context.db
      .prepare<[number], Link>(
        `SELECT l.number, l.folder_id AS folderId, l.name, f.path || '/' || l.name AS path, i.root, l.compare,
           e.parent_id AS originFolder, e.name AS originName, i.type, i.size, i.mtime_s AS mtimeS, i.mtime_ns AS mtimeNs
         FROM work.link l JOIN work.item i ON i.folder_id = l.folder_id AND i.name = l.name
         JOIN work.folder f ON f.id = l.folder_id JOIN entry e ON e.id = l.origin
         WHERE l.number > ? ORDER BY l.number LIMIT ${batchSize}`,
      )
      .all(after),
  );
}

/** Gives those that could not be linked. */
async function linkBatch(
  { context, pool, target }: BackupScope,
  from: string,
  batch: readonly Link[],
): Promise<Link[]> {
  const origins = createOriginPaths(context.db);
  const shares = Array.from({ length: Math.ceil(batch.length / shareSize) }, (_, index) =>
    batch.slice(index * shareSize, (index + 1) * shareSize),
  );
  const failed = await Promise.all(
    shares.map(async (share) => {
      const files = share.map((link) => {
        const { path, type, size, mtimeS, mtimeNs } = link;
        return { origin: origins.pathOf(link), path, type, size, mtimeS, mtimeNs };
      });
      const indexes = await pool.run('link', { from, to: target.files, files });
      context.progress.advance({ files: share.length - indexes.length });
      return indexes.flatMap((index) => share[index] ?? []);
    }),
  );
  return failed.flat();
}

/** Extended attributes and ACLs are rsync's to read: it says which of the links now differ from their source. */
async function findDiffering(scope: BackupScope, root: string, links: readonly Link[]): Promise<Link[]> {
  if (links.length === 0) return [];
  const differing = new Map<string, string>();
  const { partial } = await rsyncCopy({
    program: (await scope.rsync()).path,
    source: toFolder(root),
    target: scope.target.files + root,
    selection: { kind: 'names', names: links.map(({ path }) => relativeTo(root, path)) },
    compareOnly: scope.fullChecksum ? 'contents' : 'attributes',
    signal: scope.context.signal,
    onItem: ({ name, change }) => differing.set(name, change),
  });
  const changeOf = ({ path }: Link) => differing.get(relativeTo(root, path));
  const fileOf = ({ originFolder, originName }: Link) => `${originFolder}/${originName}`;
  const changedFiles = new Set(links.filter((link) => isOfContent(changeOf(link))).map(fileOf));
  const isUnread = (path: string) => partial && readingProblem(path, fileType.file) !== null;
  return links.filter((link) => changeOf(link) !== undefined || changedFiles.has(fileOf(link)) || isUnread(link.path));
}

function leaveToCopy({ worksheet, target }: BackupScope, links: Iterable<Link>): void {
  const leave = worksheet.db.prepare(
    `UPDATE item SET kind = iif(base_type IS NULL, ${itemKind.added}, ${itemKind.changed}), done = 0, sha256 = NULL
     WHERE folder_id = @folderId AND name = @name`,
  );
  const forget = worksheet.db.prepare('DELETE FROM link WHERE number = @number');
  worksheet.db.transaction(() => {
    for (const link of links) {
      fs.rmSync(fsPath(target.files + link.path), { force: true });
      leave.run(link);
      forget.run(link);
    }
  })();
}
