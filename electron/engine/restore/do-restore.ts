import { createRestoreCheck } from './check-restored.ts';
import { copyBack } from './copy-back.ts';
import { clearTheWay, deleteExtra } from './delete-extra.ts';
import { closeFolders, finishPart, finishRestored } from './finish-restored.ts';
import { isWritten, plannedAction } from './restore-list.ts';
import { type RestoreScope, stretchBelow } from './restore-scope.ts';
import { divideWhole, stretches } from './whole-parts.ts';

/** Does all that the list says, and compares what is there then with what was recorded. */
export async function doRestore(scope: RestoreScope): Promise<void> {
  const { context, list } = scope;
  const written = measure(scope, isWritten);
  context.progress.enter('restoring', written);
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
    context.progress.enter('deleting', { files: measure(scope, `action = ${plannedAction.delete}`).files });
    deleteExtra(scope);
    await finishRestored(scope, parts);
  } catch (error) {
    closeFolders(scope);
    throw error;
  }
  context.progress.enter('comparing', { files: written.files - looked });
  for (const { within, part } of stretches(parts.early)) {
    if (part === null) context.progress.advance({ files: await check.look(within) }, within.from);
  }
  check.end();
}

function measure({ list }: RestoreScope, condition: string): { readonly files: number; readonly bytes: number } {
  return (
    list.db
      .prepare<[], { files: number; bytes: number }>(
        `SELECT count(*) AS files, coalesce(sum(size), 0) AS bytes FROM item WHERE ${condition}`,
      )
      .get() ?? { files: 0, bytes: 0 }
  );
}
