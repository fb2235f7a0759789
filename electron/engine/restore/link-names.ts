import fs from 'node:fs';
import { fsPath } from '../tools/fs-path.ts';
import { reasonOf } from './reason-of.ts';
import { refuseLinkAbove } from './refuse-link-above.ts';
import { isWritten, itemColumns, type PlannedItem } from './restore-list.ts';
import { leaveOut, type RestoreScope, readItems } from './restore-scope.ts';

/** Codes that say that this volume takes no link, or no more links to this file. */
const refusals: ReadonlySet<string> = new Set(['EMLINK', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EXDEV']);

const linked = `${isWritten} AND link_to IS NOT NULL`;

/**
 * Makes names of a file that is at the target already links to it. A name whose other one could not be restored takes
 * its place, and the rest links to it; one that can't be linked stands for itself. Gives those, which are to be copied.
 */
export function linkNames(scope: RestoreScope): readonly PlannedItem[] {
  const promoted = promote(scope);
  const stand = scope.list.db.prepare('UPDATE item SET link_to = NULL WHERE path = ?');
  for (const item of readItems(scope.list, linked)) {
    try {
      linkName(scope, item.linkTo ?? '', item.path);
    } catch (error) {
      if (refusals.has((error as NodeJS.ErrnoException).code ?? '')) {
        stand.run(item.path);
        promoted.push({ ...item, linkTo: null });
      } else {
        leaveOut(scope, 'not-restored', item.path, reasonOf(error));
      }
    }
  }
  return promoted;
}

function linkName({ context }: RestoreScope, from: string, path: string): void {
  const beside = `${path.slice(0, path.lastIndexOf('/'))}/.holdfast-${context.runId}`;
  refuseLinkAbove(path);
  refuseLinkAbove(from);
  fs.linkSync(fsPath(from), fsPath(beside));
  try {
    fs.renameSync(fsPath(beside), fsPath(path));
  } finally {
    // A name that already is one with the other stays beside it when it is renamed: that one goes in any case.
    fs.rmSync(fsPath(beside), { force: true });
  }
}

/** Of the names whose other one failed, the first takes its place. */
function promote({ list }: RestoreScope): PlannedItem[] {
  const orphaned = list.db
    .prepare<[], { old: string; first: string }>(
      `SELECT link_to AS old, min(path) AS first FROM item
       WHERE failed = 0 AND link_to IN (SELECT path FROM item WHERE failed = 1) GROUP BY link_to`,
    )
    .all();
  const lead = list.db.prepare<unknown[], PlannedItem>(
    `UPDATE item SET link_to = NULL WHERE path = @first RETURNING ${itemColumns}`,
  );
  const follow = list.db.prepare('UPDATE item SET link_to = @first WHERE link_to = @old AND failed = 0');
  return orphaned.flatMap((names) => {
    const leaders = lead.all(names);
    follow.run(names);
    return leaders;
  });
}
